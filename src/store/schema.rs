//! The tables, as both migrations make them. Written by hand; a test holds it to both databases.

diesel::table! {
    register_state (id) {
        id -> BigInt,
        content_revision -> BigInt,
        next_entry -> BigInt,
        next_signatory -> BigInt,
        next_case -> BigInt,
        unnamed -> BigInt,
        batched_at -> Nullable<Timestamp>,
        receipts_to -> BigInt,
        given_signatory -> BigInt,
    }
}

diesel::table! {
    settings (key) {
        key -> Text,
        value -> Text,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    staff (id) {
        id -> BigInt,
        email -> Text,
        name -> Text,
        roles -> Text,
        state -> Text,
        password_hash -> Nullable<Text>,
        totp_sealed -> Nullable<Binary>,
        totp_step -> BigInt,
        recovery_hashes -> Text,
        language -> Text,
        created_by -> Nullable<BigInt>,
        created_at -> Timestamp,
        confirmed_by -> Nullable<BigInt>,
        confirmed_at -> Nullable<Timestamp>,
        disabled_at -> Nullable<Timestamp>,
        revision -> BigInt,
        held_since -> Text,
        roles_proposed -> Nullable<Text>,
        roles_proposed_by -> Nullable<BigInt>,
        roles_proposed_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    call_versions (id) {
        id -> BigInt,
        number -> Nullable<BigInt>,
        change_kind -> Text,
        state -> Text,
        proposed_by -> Nullable<BigInt>,
        proposed_at -> Nullable<Timestamp>,
        published_by -> Nullable<BigInt>,
        published_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        revision -> BigInt,
    }
}

diesel::table! {
    call_texts (id) {
        id -> BigInt,
        version_id -> BigInt,
        language -> Text,
        authority -> Text,
        markdown -> Text,
        sha256 -> Text,
        follows -> Nullable<Text>,
    }
}

diesel::table! {
    organisations (id) {
        id -> BigInt,
        public_id -> Text,
        slug -> Nullable<Text>,
        number -> Nullable<BigInt>,
        category -> Text,
        country -> Nullable<Text>,
        name -> Text,
        website -> Nullable<Text>,
        domain -> Nullable<Text>,
        description -> Nullable<Text>,
        search_key -> Text,
        skeleton -> Text,
        sealed -> Nullable<Binary>,
        merged_into -> Nullable<BigInt>,
        erased_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        revision -> BigInt,
        names -> Text,
        identifiers -> Text,
        keyed -> BigInt,
    }
}

diesel::table! {
    organisation_keys (id) {
        id -> BigInt,
        organisation_id -> BigInt,
        lookup -> Text,
        registered -> Bool,
    }
}

diesel::table! {
    merges (id) {
        id -> BigInt,
        survivor_id -> BigInt,
        merged_id -> BigInt,
        state -> Text,
        name_kind -> Text,
        moved -> Text,
        created_at -> Timestamp,
        merged_at -> Nullable<Timestamp>,
        undone_at -> Nullable<Timestamp>,
        revision -> BigInt,
    }
}

diesel::table! {
    representatives (id) {
        id -> BigInt,
        organisation_id -> BigInt,
        sealed -> Binary,
        email_index -> Text,
        language -> Text,
        named -> Bool,
        created_at -> Timestamp,
        removed_at -> Nullable<Timestamp>,
        authority -> Nullable<Text>,
    }
}

diesel::table! {
    invitations (id) {
        id -> BigInt,
        organisation_id -> BigInt,
        invited_by -> BigInt,
        sealed -> Binary,
        email_index -> Text,
        language -> Text,
        hands_over -> Bool,
        created_at -> Timestamp,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    recoveries (id) {
        id -> BigInt,
        organisation_id -> Nullable<BigInt>,
        reference -> Text,
        state -> Text,
        proof -> Text,
        others_left -> Bool,
        sealed -> Binary,
        language -> Text,
        asked_at -> Timestamp,
        confirmed_at -> Nullable<Timestamp>,
        closed_at -> Nullable<Timestamp>,
        domain -> Nullable<Text>,
        token -> Nullable<Text>,
        looked_at -> Nullable<Timestamp>,
        dns_finding -> Nullable<Text>,
        file_finding -> Nullable<Text>,
        found_at -> Nullable<Timestamp>,
        found_by -> Nullable<Text>,
        next_look_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    recovery_words (recovery_id, representative_id) {
        recovery_id -> BigInt,
        representative_id -> BigInt,
        agrees -> Bool,
    }
}

diesel::table! {
    endorsements (id) {
        id -> BigInt,
        public_id -> Text,
        reference -> Text,
        organisation_id -> BigInt,
        representative_id -> Nullable<BigInt>,
        version_id -> BigInt,
        language -> Text,
        state -> Text,
        visibility -> Text,
        embargo_until -> Nullable<Timestamp>,
        statement -> Nullable<Text>,
        authority -> Text,
        origin -> Text,
        reason -> Nullable<Text>,
        submitted_at -> Timestamp,
        confirmed_at -> Nullable<Timestamp>,
        published_at -> Nullable<Timestamp>,
        ended_at -> Nullable<Timestamp>,
        updated_at -> Timestamp,
        revision -> BigInt,
        hid_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    drafts (id) {
        id -> BigInt,
        token_hash -> Text,
        sealed -> Binary,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    commitments (id) {
        id -> BigInt,
        public_id -> Text,
        organisation_id -> BigInt,
        state -> Text,
        kind -> Text,
        title -> Text,
        action -> Text,
        measure -> Text,
        paragraphs -> Text,
        countries -> Text,
        evidence -> Text,
        sealed -> Nullable<Binary>,
        start_on -> Nullable<Text>,
        due_on -> Text,
        stage -> Nullable<Text>,
        amount_minor -> Nullable<BigInt>,
        currency -> Nullable<Text>,
        recipients -> Nullable<Text>,
        reason -> Nullable<Text>,
        version -> BigInt,
        created_at -> Timestamp,
        published_at -> Nullable<Timestamp>,
        ended_at -> Nullable<Timestamp>,
        updated_at -> Timestamp,
        revision -> BigInt,
    }
}

diesel::table! {
    assurances (id) {
        id -> BigInt,
        organisation_id -> BigInt,
        level -> Text,
        evidence -> Text,
        state -> Text,
        recorded_by -> Nullable<BigInt>,
        recorded_at -> Timestamp,
        confirmed_by -> Nullable<BigInt>,
        confirmed_at -> Nullable<Timestamp>,
        lapsed_at -> Nullable<Timestamp>,
        last_verified_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    challenges (id) {
        id -> BigInt,
        organisation_id -> BigInt,
        domain -> Text,
        token -> Text,
        asked_at -> Timestamp,
        looked_at -> Nullable<Timestamp>,
        dns_finding -> Nullable<Text>,
        file_finding -> Nullable<Text>,
        found_at -> Nullable<Timestamp>,
        misses -> BigInt,
        missing_since -> Nullable<Timestamp>,
        next_look_at -> Nullable<Timestamp>,
        gone_since -> Nullable<Timestamp>,
        claimed_until -> Nullable<Timestamp>,
    }
}

diesel::table! {
    amendments (id) {
        id -> BigInt,
        organisation_id -> BigInt,
        endorsement_id -> BigInt,
        representative_id -> BigInt,
        before -> Text,
        after -> Text,
        state -> Text,
        created_at -> Timestamp,
        decided_at -> Nullable<Timestamp>,
        revision -> BigInt,
        commitment_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    reports (id) {
        id -> BigInt,
        organisation_id -> BigInt,
        sealed -> Binary,
        created_at -> Timestamp,
        joins -> Nullable<BigInt>,
    }
}

diesel::table! {
    arrivals (id) {
        id -> BigInt,
        endorsement_id -> BigInt,
        at -> Timestamp,
        repeated -> Bool,
        sealed -> Binary,
        network_index -> Text,
        domain_index -> Text,
        held -> Nullable<Text>,
        like_id -> Nullable<BigInt>,
        rule_id -> Nullable<BigInt>,
        site_index -> Nullable<Text>,
        carrier_index -> Nullable<Text>,
        alike -> Nullable<Text>,
    }
}

diesel::table! {
    rules (id) {
        id -> BigInt,
        kind -> Text,
        effect -> Text,
        pattern -> Text,
        sealed -> Nullable<Binary>,
        mailbox_index -> Nullable<Text>,
        comment -> Text,
        created_by -> Nullable<BigInt>,
        created_at -> Timestamp,
        expires_at -> Nullable<Timestamp>,
        removed_by -> Nullable<BigInt>,
        removed_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    sent_mails (id) {
        id -> BigInt,
        mailbox_index -> Text,
        domain_index -> Nullable<Text>,
        at -> Timestamp,
    }
}

diesel::table! {
    caused_mails (id) {
        id -> BigInt,
        cause_index -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    removals (id) {
        id -> BigInt,
        mark -> Text,
        organisation_id -> BigInt,
        at -> Timestamp,
    }
}

diesel::table! {
    cases (id) {
        id -> BigInt,
        number -> BigInt,
        kind -> Text,
        subject_id -> BigInt,
        organisation_id -> BigInt,
        state -> Text,
        urgent -> Bool,
        search_key -> Text,
        opened_at -> Timestamp,
        due_at -> Timestamp,
        closed_at -> Nullable<Timestamp>,
        outcome -> Nullable<Text>,
        locked_by -> Nullable<BigInt>,
        locked_until -> Nullable<Timestamp>,
        proposal -> Nullable<Text>,
        proposed_by -> Nullable<BigInt>,
        proposed_at -> Nullable<Timestamp>,
        revision -> BigInt,
        assigned_to -> Nullable<BigInt>,
        mailbox -> Nullable<Text>,
        flagged -> Bool,
        traits -> Text,
        held -> Bool,
        compared -> Bool,
        compare_asks -> BigInt,
    }
}

diesel::table! {
    case_messages (id) {
        id -> BigInt,
        case_id -> BigInt,
        kind -> Text,
        from_staff -> BigInt,
        to_staff -> BigInt,
        text -> Text,
        created_at -> Timestamp,
        answer -> Nullable<Text>,
        answered_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    case_notes (id) {
        id -> BigInt,
        case_id -> BigInt,
        staff_id -> BigInt,
        text -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    case_questions (id) {
        id -> BigInt,
        case_id -> BigInt,
        staff_id -> BigInt,
        reason -> Nullable<Text>,
        sealed -> Binary,
        created_at -> Timestamp,
        decision -> Text,
    }
}

diesel::table! {
    case_replies (id) {
        id -> BigInt,
        case_id -> BigInt,
        representative_id -> BigInt,
        sealed -> Binary,
        created_at -> Timestamp,
        changed -> Nullable<Binary>,
    }
}

diesel::table! {
    circulars (id) {
        id -> BigInt,
        kind -> Text,
        state -> Text,
        texts -> Text,
        audience -> Text,
        created_by -> BigInt,
        created_at -> Timestamp,
        proposed_by -> Nullable<BigInt>,
        proposed_at -> Nullable<Timestamp>,
        approved_by -> Nullable<BigInt>,
        began_at -> Nullable<Timestamp>,
        ended_at -> Nullable<Timestamp>,
        recipients -> BigInt,
        last_reader -> BigInt,
        reader -> BigInt,
        revision -> BigInt,
    }
}

diesel::table! {
    circular_optouts (mailbox) {
        mailbox -> Text,
        since -> Timestamp,
    }
}

diesel::table! {
    case_delays (case_id) {
        case_id -> BigInt,
        told_at -> Timestamp,
    }
}

diesel::table! {
    reasons (code) {
        code -> Text,
        purpose -> Text,
        titles -> Text,
        texts -> Text,
        hidden -> Bool,
        position -> BigInt,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    sessions (id) {
        id -> BigInt,
        sid_hash -> Text,
        door -> Text,
        staff_id -> Nullable<BigInt>,
        representative_id -> Nullable<BigInt>,
        created_at -> Timestamp,
        seen_at -> Timestamp,
        stepped_up_at -> Nullable<Timestamp>,
        expires_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
        means -> Text,
        browser -> Text,
        roles -> Nullable<Text>,
    }
}

diesel::table! {
    passkeys (id) {
        id -> BigInt,
        staff_id -> BigInt,
        user_handle -> Text,
        credential_id -> Text,
        credential -> Text,
        name -> Text,
        created_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    provider_accounts (staff_id) {
        staff_id -> BigInt,
        issuer -> Text,
        subject -> Text,
        linked_at -> Timestamp,
    }
}

diesel::table! {
    ceremonies (hash) {
        hash -> Text,
        purpose -> Text,
        session_id -> Nullable<BigInt>,
        sealed -> Binary,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    links (hash) {
        hash -> Text,
        purpose -> Text,
        subject_id -> BigInt,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    entries (id) {
        id -> BigInt,
        number -> Nullable<BigInt>,
        at -> Timestamp,
        kind -> Text,
        subject -> Text,
        digest -> Text,
        salt -> Nullable<Text>,
        body -> Nullable<Text>,
        sealed -> Nullable<Binary>,
        organisation_id -> Nullable<BigInt>,
        commitment_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    log_tiles (level, idx) {
        level -> BigInt,
        idx -> BigInt,
        hashes -> Binary,
    }
}

diesel::table! {
    log_checkpoints (size) {
        size -> BigInt,
        previous -> BigInt,
        root -> Text,
        note -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    log_witnesses (witness) {
        witness -> Text,
        since -> Timestamp,
        size -> BigInt,
        at -> Timestamp,
        line -> Text,
    }
}

diesel::table! {
    log_claims (witness) {
        witness -> Text,
        origin -> Text,
        size -> BigInt,
        other_past -> Bool,
    }
}

diesel::table! {
    log_missing (size, root) {
        size -> BigInt,
        root -> Text,
        note -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    retired_keys (key) {
        key -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    held_entries (id) {
        id -> BigInt,
        kind -> Text,
        organisation_id -> BigInt,
        commitment_id -> Nullable<BigInt>,
        sealed -> Binary,
    }
}

diesel::table! {
    key_changes (id) {
        id -> BigInt,
        state -> Text,
        proposed_by -> BigInt,
        proposed_at -> Timestamp,
        allowed_by -> Nullable<BigInt>,
        allowed_at -> Nullable<Timestamp>,
        key -> Nullable<Text>,
    }
}

diesel::table! {
    unmaskings (id) {
        id -> BigInt,
        staff_id -> BigInt,
        organisation_id -> BigInt,
        until -> Timestamp,
    }
}

diesel::table! {
    audit_lines (id) {
        id -> BigInt,
        at -> Timestamp,
        actor_kind -> Text,
        actor_id -> Nullable<BigInt>,
        act -> Text,
        subject_kind -> Text,
        subject_id -> Nullable<BigInt>,
        detail -> Text,
        request_id -> Nullable<Text>,
    }
}

diesel::table! {
    outbox (id) {
        id -> BigInt,
        event -> Text,
        recipient_index -> Text,
        template -> Text,
        sealed -> Nullable<Binary>,
        state -> Text,
        attempts -> BigInt,
        next_at -> Timestamp,
        claimed_until -> Nullable<Timestamp>,
        last_error -> Nullable<Text>,
        created_at -> Timestamp,
        sent_at -> Nullable<Timestamp>,
        organisation_id -> Nullable<BigInt>,
        hindrance -> Nullable<Text>,
        urgent -> Bool,
        crowded -> Bool,
    }
}

diesel::joinable!(call_texts -> call_versions (version_id));
diesel::joinable!(endorsements -> organisations (organisation_id));
diesel::joinable!(endorsements -> call_versions (version_id));
diesel::joinable!(commitments -> organisations (organisation_id));
diesel::joinable!(cases -> organisations (organisation_id));
diesel::joinable!(case_notes -> staff (staff_id));
diesel::joinable!(case_messages -> cases (case_id));
diesel::joinable!(representatives -> organisations (organisation_id));

diesel::table! {
    invalidations (id) {
        id -> BigInt,
        state -> Text,
        condition -> Binary,
        reason -> Text,
        writes -> Bool,
        found -> BigInt,
        upto -> BigInt,
        place -> BigInt,
        taken -> BigInt,
        given_back -> BigInt,
        proposed_by -> BigInt,
        proposed_at -> Timestamp,
        allowed_by -> Nullable<BigInt>,
        started_at -> Nullable<Timestamp>,
        ended_at -> Nullable<Timestamp>,
        claimed_until -> Nullable<Timestamp>,
        revision -> BigInt,
        plan -> Nullable<Text>,
    }
}

diesel::table! {
    invalidated (invalidation_id, endorsement_id) {
        invalidation_id -> BigInt,
        endorsement_id -> BigInt,
        was -> Text,
        reason -> Nullable<Text>,
        case_id -> Nullable<BigInt>,
        case_was -> Nullable<Text>,
        at -> Timestamp,
        undone_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    bulk_decisions (id) {
        id -> BigInt,
        state -> Text,
        deed -> Text,
        items -> Text,
        outcomes -> Text,
        proposed_by -> BigInt,
        proposed_at -> Timestamp,
        decided_by -> Nullable<BigInt>,
        decided_at -> Nullable<Timestamp>,
        plan -> Nullable<Text>,
    }
}

diesel::table! {
    gone_slugs (slug_index) {
        slug_index -> Text,
    }
}

diesel::allow_tables_to_appear_in_same_query!(register_state, settings, staff, call_versions, call_texts, organisations, gone_slugs, representatives, endorsements, drafts, commitments, assurances, challenges, amendments, reports, cases, case_notes, case_questions, case_replies, reasons, sessions, passkeys, provider_accounts, ceremonies, links, entries, log_tiles, log_checkpoints, log_witnesses, log_claims, log_missing, held_entries, key_changes, retired_keys, unmaskings, audit_lines, outbox, invitations, recoveries, recovery_words, case_delays, circulars, circular_optouts, arrivals, invalidations, invalidated, bulk_decisions, case_messages, rules, removals, sent_mails, caused_mails, organisation_keys, merges);
