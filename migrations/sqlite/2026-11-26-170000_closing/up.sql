-- What ended last is looked for first.
CREATE INDEX cases_by_closing ON cases (state, closed_at DESC, id DESC);
