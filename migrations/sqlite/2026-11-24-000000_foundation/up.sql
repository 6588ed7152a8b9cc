-- One row that counts: what the public sees has changed, and what number comes next.
CREATE TABLE register_state (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    content_revision INTEGER NOT NULL,
    next_entry INTEGER NOT NULL,
    next_signatory INTEGER NOT NULL,
    next_case INTEGER NOT NULL
) STRICT;
INSERT INTO register_state VALUES (1, 1, 0, 1, 1);

CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

CREATE TABLE staff (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    roles TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('invited', 'active', 'disabled')),
    password_hash TEXT,
    totp_sealed BLOB,
    totp_step INTEGER NOT NULL,
    recovery_hashes TEXT NOT NULL,
    language TEXT NOT NULL,
    created_by INTEGER REFERENCES staff (id),
    created_at TEXT NOT NULL,
    confirmed_by INTEGER REFERENCES staff (id),
    confirmed_at TEXT,
    disabled_at TEXT,
    revision INTEGER NOT NULL
) STRICT;

CREATE TABLE call_versions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    number INTEGER UNIQUE,
    change_kind TEXT NOT NULL CHECK (change_kind IN ('initial', 'editorial', 'substantive')),
    state TEXT NOT NULL CHECK (state IN ('draft', 'proposed', 'published')),
    proposed_by INTEGER REFERENCES staff (id),
    proposed_at TEXT,
    published_by INTEGER REFERENCES staff (id),
    published_at TEXT,
    created_at TEXT NOT NULL,
    revision INTEGER NOT NULL
) STRICT;

CREATE TABLE call_texts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    version_id INTEGER NOT NULL REFERENCES call_versions (id),
    language TEXT NOT NULL,
    authority TEXT NOT NULL CHECK (authority IN ('authentic', 'official', 'courtesy')),
    markdown TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    follows TEXT,
    UNIQUE (version_id, language)
) STRICT;

CREATE TABLE organisations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    public_id TEXT NOT NULL UNIQUE,
    slug TEXT UNIQUE,
    number INTEGER UNIQUE,
    category TEXT NOT NULL CHECK (category IN ('state', 'local_government', 'multilateral', 'company',
        'civil_society', 'academia', 'media')),
    country TEXT,
    name TEXT NOT NULL,
    website TEXT,
    domain TEXT,
    description TEXT,
    search_key TEXT NOT NULL,
    skeleton TEXT NOT NULL,
    merged_into INTEGER REFERENCES organisations (id),
    erased_at TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    revision INTEGER NOT NULL
) STRICT;
CREATE INDEX organisations_by_domain ON organisations (domain);
CREATE INDEX organisations_by_skeleton ON organisations (skeleton);

CREATE TABLE representatives (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    organisation_id INTEGER NOT NULL REFERENCES organisations (id),
    sealed BLOB NOT NULL,
    email_index TEXT NOT NULL,
    language TEXT NOT NULL,
    named INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    removed_at TEXT
) STRICT;
CREATE INDEX representatives_by_email ON representatives (email_index);
CREATE INDEX representatives_by_organisation ON representatives (organisation_id);

CREATE TABLE endorsements (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    public_id TEXT NOT NULL UNIQUE,
    reference TEXT NOT NULL UNIQUE,
    organisation_id INTEGER NOT NULL REFERENCES organisations (id),
    representative_id INTEGER REFERENCES representatives (id),
    version_id INTEGER NOT NULL REFERENCES call_versions (id),
    language TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('submitted', 'confirmed', 'recorded', 'in_review', 'needs_info', 'published',
        'declined', 'cancelled', 'expired', 'suspended', 'withdrawn', 'lapsed', 'revoked')),
    visibility TEXT NOT NULL CHECK (visibility IN ('public', 'protected', 'embargoed')),
    statement TEXT,
    authority TEXT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('form', 'letter', 'import')),
    reason TEXT,
    submitted_at TEXT NOT NULL,
    confirmed_at TEXT,
    published_at TEXT,
    ended_at TEXT,
    updated_at TEXT NOT NULL,
    revision INTEGER NOT NULL
) STRICT;
CREATE INDEX endorsements_by_organisation ON endorsements (organisation_id);
CREATE INDEX endorsements_by_state ON endorsements (state, updated_at);

CREATE TABLE drafts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    token_hash TEXT NOT NULL UNIQUE,
    sealed BLOB NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;
CREATE INDEX drafts_by_expiry ON drafts (expires_at);

CREATE TABLE commitments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    public_id TEXT NOT NULL UNIQUE,
    organisation_id INTEGER NOT NULL REFERENCES organisations (id),
    state TEXT NOT NULL CHECK (state IN ('draft', 'in_review', 'needs_info', 'active', 'declined', 'suspended', 'dropped')),
    kind TEXT NOT NULL CHECK (kind IN ('action', 'funding', 'offer')),
    title TEXT NOT NULL,
    action TEXT NOT NULL,
    measure TEXT NOT NULL,
    paragraphs TEXT NOT NULL,
    countries TEXT NOT NULL,
    evidence TEXT NOT NULL,
    start_on TEXT,
    due_on TEXT NOT NULL,
    stage TEXT CHECK (stage IN ('announced', 'committed', 'disbursed')),
    amount_minor INTEGER,
    currency TEXT,
    reason TEXT,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    published_at TEXT,
    ended_at TEXT,
    updated_at TEXT NOT NULL,
    revision INTEGER NOT NULL
) STRICT;
CREATE INDEX commitments_by_organisation ON commitments (organisation_id);

CREATE TABLE assurances (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    organisation_id INTEGER NOT NULL REFERENCES organisations (id),
    level TEXT NOT NULL CHECK (level IN ('mailbox', 'domain_mailbox', 'domain_control', 'official_letter')),
    evidence TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('recorded', 'confirmed', 'refused')),
    recorded_by INTEGER REFERENCES staff (id),
    recorded_at TEXT NOT NULL,
    confirmed_by INTEGER REFERENCES staff (id),
    confirmed_at TEXT
) STRICT;
CREATE INDEX assurances_by_organisation ON assurances (organisation_id);

CREATE TABLE amendments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    organisation_id INTEGER NOT NULL REFERENCES organisations (id),
    endorsement_id INTEGER NOT NULL REFERENCES endorsements (id),
    representative_id INTEGER NOT NULL REFERENCES representatives (id),
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('in_review', 'needs_info', 'published', 'declined', 'cancelled')),
    created_at TEXT NOT NULL,
    decided_at TEXT,
    revision INTEGER NOT NULL
) STRICT;
CREATE INDEX amendments_by_organisation ON amendments (organisation_id);

CREATE TABLE reports (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    organisation_id INTEGER NOT NULL REFERENCES organisations (id),
    sealed BLOB NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE cases (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    number INTEGER NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('endorsement', 'amendment', 'commitment', 'report', 'state_withdrawal', 'reversal')),
    subject_id INTEGER NOT NULL,
    organisation_id INTEGER NOT NULL REFERENCES organisations (id),
    state TEXT NOT NULL CHECK (state IN ('open', 'waiting', 'second', 'closed')),
    urgent INTEGER NOT NULL,
    search_key TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    due_at TEXT NOT NULL,
    closed_at TEXT,
    outcome TEXT,
    locked_by INTEGER REFERENCES staff (id),
    locked_until TEXT,
    proposal TEXT,
    proposed_by INTEGER REFERENCES staff (id),
    proposed_at TEXT,
    revision INTEGER NOT NULL
) STRICT;
CREATE INDEX cases_by_state ON cases (state, urgent, opened_at);
CREATE INDEX cases_by_organisation ON cases (organisation_id);

CREATE TABLE case_notes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    text TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX case_notes_by_case ON case_notes (case_id);

CREATE TABLE case_replies (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    representative_id INTEGER NOT NULL REFERENCES representatives (id),
    sealed BLOB NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX case_replies_by_case ON case_replies (case_id);

CREATE TABLE reasons (
    code TEXT PRIMARY KEY,
    purpose TEXT NOT NULL CHECK (purpose IN ('decline', 'ask', 'suspend', 'revoke')),
    titles TEXT NOT NULL,
    texts TEXT NOT NULL,
    hidden INTEGER NOT NULL,
    position INTEGER NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

CREATE TABLE sessions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sid_hash TEXT NOT NULL UNIQUE,
    door TEXT NOT NULL CHECK (door IN ('account', 'staff')),
    staff_id INTEGER REFERENCES staff (id),
    representative_id INTEGER REFERENCES representatives (id),
    created_at TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    stepped_up_at TEXT,
    expires_at TEXT NOT NULL,
    ended_at TEXT
) STRICT;
CREATE INDEX sessions_by_staff ON sessions (staff_id);
CREATE INDEX sessions_by_representative ON sessions (representative_id);

CREATE TABLE links (
    hash TEXT PRIMARY KEY,
    purpose TEXT NOT NULL,
    subject_id INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at TEXT
) STRICT;
CREATE INDEX links_by_subject ON links (purpose, subject_id);

CREATE TABLE entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    number INTEGER UNIQUE,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    digest TEXT NOT NULL,
    salt TEXT,
    body TEXT,
    organisation_id INTEGER REFERENCES organisations (id),
    commitment_id INTEGER REFERENCES commitments (id)
) STRICT;
CREATE INDEX entries_by_organisation ON entries (organisation_id);
CREATE INDEX entries_unnumbered ON entries (id) WHERE number IS NULL;
CREATE TRIGGER entries_are_kept BEFORE DELETE ON entries
    BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END;
CREATE TRIGGER entries_are_fixed BEFORE UPDATE OF at, kind, subject, digest ON entries
    BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
CREATE TRIGGER entries_are_numbered_once BEFORE UPDATE OF number ON entries WHEN OLD.number IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'entries are numbered once'); END;

CREATE TABLE audit_lines (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    actor_kind TEXT NOT NULL CHECK (actor_kind IN ('staff', 'representative', 'operator', 'system', 'anyone')),
    actor_id INTEGER,
    act TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id INTEGER,
    detail TEXT NOT NULL,
    request_id TEXT
) STRICT;
CREATE INDEX audit_lines_by_subject ON audit_lines (subject_kind, subject_id);
CREATE INDEX audit_lines_by_actor ON audit_lines (actor_kind, actor_id);
CREATE TRIGGER audit_lines_are_kept BEFORE DELETE ON audit_lines
    BEGIN SELECT RAISE(ABORT, 'audit lines are never deleted'); END;
CREATE TRIGGER audit_lines_are_fixed BEFORE UPDATE ON audit_lines
    BEGIN SELECT RAISE(ABORT, 'audit lines are never changed'); END;

CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    event TEXT NOT NULL,
    recipient_index TEXT NOT NULL,
    template TEXT NOT NULL,
    sealed BLOB,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'parked')),
    attempts INTEGER NOT NULL,
    next_at TEXT NOT NULL,
    claimed_until TEXT,
    last_error TEXT,
    created_at TEXT NOT NULL,
    sent_at TEXT,
    UNIQUE (event, recipient_index)
) STRICT;
CREATE INDEX outbox_due ON outbox (state, next_at);
CREATE INDEX outbox_by_recipient ON outbox (recipient_index, created_at);
