//! The fields that JSON and CSV promise, in their order. A test holds the answers against them.

/// A signatory.
pub const SIGNATORY: &[&str] = &[
    "id",
    "slug",
    "name",
    "names",
    "category",
    "country",
    "website",
    "number",
    "signed_version",
    "signed_language",
    "signed_at",
    "affirmations",
    "identifiers",
    "state",
    "assurance",
    "statement",
    "commitments",
    "updated_at",
    "url",
];

/// A commitment.
pub const COMMITMENT: &[&str] = &[
    "id",
    "signatory",
    "partners",
    "kind",
    "title",
    "action",
    "paragraphs",
    "measure",
    "start",
    "due",
    "status",
    "dropped_reason",
    "stage",
    "amount",
    "countries",
    "updates",
    "reviews",
    "version",
    "url",
    "withheld",
];
