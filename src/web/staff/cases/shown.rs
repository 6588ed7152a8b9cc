//! A Case as its template takes it: codes and values, no sentences.

use std::collections::BTreeMap;

use chrono::Duration;
use serde_json::{Value, json};

use super::{compare, merge};
use crate::app::App;
use crate::app::account::answer::Reply;
use crate::app::account::in_public;
use crate::app::case::checks::{Check, Kind};
use crate::app::case::file::File;
use crate::app::case::filed;
use crate::app::case::history::{Event, What};
use crate::app::case::matter::{Eyes, Matter, Topic};
use crate::app::case::names;
use crate::app::case::promises;
use crate::app::case::publish::Changes;
use crate::app::case::ruling::{Ruling, purpose};
use crate::app::case::second::Proposal;
use crate::app::case::twins::Twin;
use crate::app::challenge::is_offered;
use crate::app::letter::Envelope;
use crate::domain::audit::Actor;
use crate::domain::case::{CaseKind, CaseState, Decision, age, days_left};
use crate::domain::commitment::StoredState;
use crate::domain::currency::Money;
use crate::domain::endorsement::{EndorsementState, expires_at};
use crate::domain::ids::StaffId;
use crate::domain::locale::Locale;
use crate::domain::mixed_script::{Odd, odd_letters};
use crate::domain::visibility::staff_may_hide;
use crate::domain::{Moment, Result, limits};
use crate::store::case_message::Message;
use crate::store::commitment::Commitment;
use crate::store::reason::Reason;
use crate::store::staff::Staff;
use crate::view::{Messages, Templates};
use crate::web::pages::paragraphs::Paragraphs;
use crate::web::pages::speech::Speech;

/// Who looks, in which language, when, and with what pages are made.
pub struct Eye<'a> {
    pub me: StaffId,
    pub locale: Locale,
    pub now: Moment,
    pub messages: &'a Messages,
    pub templates: &'a Templates,
    pub app: &'a App,
}

/// Everything that the page shows.
///
/// # Errors
/// Internal, if a mail's template does not fit.
pub fn file(file: &File, eye: &Eye<'_>) -> Result<Value> {
    let matter = &file.matter;
    let cited = Paragraphs::of(&eye.app.register.snapshot().call, &Speech::of(eye.locale)?)?;
    Ok(json!({
        "case": case(file, eye),
        "organisation": organisation(file, eye),
        "masked": file.masked,
        "protected": matter.organisation.sealed.is_some(),
        "examinable": examinable(file),
        "letter_offered": !file.masked && filed::is_offered(matter),
        "lacks_letter": matter.case.kind == CaseKind::Endorsement && matter.lacks_letter(),
        "domain_offered": file.held.is_none() && is_offered(&matter.organisation, &matter.endorsement),
        "expires_in": (matter.reachable && matter.case.kind == CaseKind::Endorsement).then_some(limits::UNANSWERED_DAYS),
        "nobody_to_ask": !matter.reachable && Decision::on(matter.case.kind).contains(&Decision::Ask),
        "erased": matter.organisation.erased_at,
        "erasable": !file.masked && file.proposal.is_none() && matter.erasable(),
        "may_name": !file.masked && file.held.is_none() && names::is_offered(matter),
        "promises": promises::is_offered(matter),
        "may_promise": promises::is_offered(matter) && file.commitments.len() < limits::COMMITMENTS,
        "may_merge": !file.masked && in_public(&matter.endorsement) && matter.organisation.merged_into.is_none(),
        "merged": merge::into(file),
        "merge": merge::shown(file, eye)?,
        "may_hide": matter.organisation.erased_at.is_none() && matter.organisation.merged_into.is_none() && staff_may_hide(matter.endorsement.visibility,
            matter.endorsement.published_at, matter.organisation.category).is_ok(),
        "endorsement": endorsement(file, eye),
        "people": file.people.iter().map(|person| json!({
            "name": person.contact.name, "job_title": person.contact.job_title,
            "email": person.contact.email, "language": person.language, "named": person.named,
            "signed": Some(person.id) == matter.endorsement.representative_id, "authority": person.authority,
        })).collect::<Vec<_>>(),
        "commitments": file.commitments.iter().map(|one| commitment(one, matter, eye.locale, &cited)).collect::<Vec<_>>(),
        "changes": file.changes.as_ref().map(|one| changes(one, eye)),
        "checks": file.checks.iter().map(check).collect::<Vec<_>>(),
        "known": file.known,
        "twins": file.twins.told.iter().map(|one| twin(one, eye.locale)).collect::<Vec<_>>(),
        "twins_masked": !file.twins.masked.is_empty(),
        "events": file.history.iter().map(|one| event(one, file)).collect::<Vec<_>>(),
        "notes": file.notes.iter().map(|note| json!({
            "text": note.text, "by": note.by, "at": note.created_at,
        })).collect::<Vec<_>>(),
        "talk": talk(file, eye),
        "concerns": file.concerns,
        "recovery": recovery(file),
        "proposal": file.proposal.as_ref().map(|one| proposal(one, file, eye)).transpose()?,
        "decisions": file.possible.iter().map(|one| decision(*one, matter, eye)).collect::<Vec<_>>(),
        "reasons": file.possible.iter().filter_map(|one| reasons(*one, &file.reasons, matter.case.kind, eye)).collect::<Vec<_>>(),
        "others": file.others.iter().map(|case| json!({
            "number": case.number, "kind": case.kind, "state": case.state, "at": case.opened_at,
        })).collect::<Vec<_>>(),
        "held": super::hold::shown(file, eye.locale),
        "next": file.next,
        "messages": file.messages.iter().rev().map(|one| message(one, file, eye)).collect::<Vec<_>>(),
        "moderators": colleagues(&file.moderators), "advisers": colleagues(&file.advisers),
    }))
}

/// What an amendment changes, field by field; of a commitment, with what it is called.
pub fn changes(changes: &Changes, eye: &Eye<'_>) -> Value {
    let (of, rows) = compare::sides(&changes.sides, eye);
    json!({
        "of_promise": of.is_some(), "promise": of, "rows": rows, "over": changes.over, "renames_state": changes.renames_state,
    })
}

/// Who asks to act for the organisation, what they showed, and what those who act say.
fn recovery(file: &File) -> Option<Value> {
    let Topic::Recovery(row) = &file.matter.topic else { return None };
    let asked = file.recovery.as_ref()?;
    Some(json!({
        "name": asked.name, "job_title": asked.job_title, "email": asked.email, "authority": asked.authority,
        "message": asked.message, "other": asked.other, "reference": row.reference, "proof": row.proof,
        "others_left": row.others_left, "leaving": asked.leaving, "domain": row.domain,
        "found": asked.found.map(|(method, at)| json!({ "method": method, "at": at })),
        "anybody": asked.heard.anybody, "agreed": asked.agreed, "objected": asked.objected,
        "ripe_at": asked.ripe_at, "by_letter": file.matter.rests_on_letter(Decision::Publish),
    }))
}

/// Colleagues as a form offers them.
pub fn colleagues(all: &[Staff]) -> Vec<Value> {
    all.iter().map(|one| json!({ "value": one.id.to_string(), "label": one.name })).collect()
}

fn message(message: &Message, file: &File, eye: &Eye<'_>) -> Value {
    let waits = message.answered_at.is_none();
    json!({
        "id": message.id, "kind": message.kind, "from": name(&file.names, message.from),
        "to": name(&file.names, message.to), "text": message.text, "at": message.created_at,
        "answer": message.answer, "answered_at": message.answered_at,
        "mine": waits && message.to == eye.me, "asked_by_me": waits && message.from == eye.me,
    })
}

/// What was asked and answered, and why what was sent was declined, newest first.
fn talk(file: &File, eye: &Eye<'_>) -> Vec<Value> {
    let reason = |code: &Option<String>| {
        let found = file.reasons.iter().find(|reason| Some(&reason.code) == code.as_ref());
        found.map(|reason| title(reason, eye.locale))
    };
    let written = file.written.iter().map(|one| {
        let value = json!({ "who": "us", "decision": one.decision, "by": name(&file.names, one.by), "reason": reason(&one.reason),
            "text": one.message, "at": one.at });
        (one.at, value)
    });
    let answered = file.replies.iter().map(|one| {
        let (of, rows) = changed(one, eye);
        (one.at, json!({ "who": "them", "text": one.text, "at": one.at, "changed": rows, "promise": of }))
    });
    let mut all: Vec<(Moment, Value)> = written.chain(answered).collect();
    all.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    all.into_iter().map(|(_, value)| value).collect()
}

/// What an answer changed, field by field; of a commitment, with what it was called.
fn changed<'a>(reply: &'a Reply, eye: &Eye<'_>) -> (Option<&'a str>, Vec<Value>) {
    let (of, mut rows) =
        reply.changed.as_ref().map(|changed| compare::sides(changed, eye)).unwrap_or_default();
    rows.retain(|row| row["changed"] == true);
    (of, rows)
}

fn case(file: &File, eye: &Eye<'_>) -> Value {
    let case = &file.matter.case;
    let held = file.holder.map(|(id, until)| {
        let since = until - Duration::minutes(limits::LOCK_MINUTES);
        json!({ "name": name(&file.names, id), "since": since, "until": until, "mine": id == eye.me })
    });
    let days_left = days_left(case.due_at, eye.now, eye.app.time_zone());
    json!({
        "number": case.number, "kind": case.kind, "state": case.state, "urgent": case.urgent,
        "opened_at": case.opened_at, "due_at": case.due_at, "closed_at": case.closed_at,
        "outcome": case.outcome, "revision": case.revision, "held": held, "in_many": file.in_many,
        "assignee": case.assigned_to.map(|id| id.to_string()).unwrap_or_default(),
        "assignee_name": case.assigned_to.map(|id| name(&file.names, id)),
        "answer_until": answer_until(&file.matter), "age": age(case.due_at, eye.now), "days_left": days_left, "days_over": -days_left,
    })
}

/// Whether a Case about the signatory itself can be opened from here: it is none, or is closed.
fn examinable(file: &File) -> bool {
    let matter = &file.matter;
    let here =
        matches!(matter.topic, Topic::Report(_) | Topic::Inquiry) && matter.case.state != CaseState::Closed;
    let gone = matter.organisation.erased_at.is_some() || matter.organisation.merged_into.is_some();
    !gone && matter.endorsement.examinable() && !here
}

/// Until when a question can be answered, where one waits and something ends without an answer.
fn answer_until(matter: &Matter) -> Option<Moment> {
    let seen = &matter.endorsement;
    let waits = matter.case.state == CaseState::Waiting && matches!(matter.topic, Topic::Signature);
    expires_at(seen.state, seen.updated_at).filter(|_| waits)
}

fn name(names: &BTreeMap<StaffId, String>, id: StaffId) -> String {
    names.get(&id).cloned().unwrap_or_default()
}

fn organisation(file: &File, eye: &Eye<'_>) -> Value {
    let (organisation, locale) = (&file.matter.organisation, eye.locale);
    let words = |id: &str| eye.messages.text(locale, id, None);
    let name = match organisation.erased_at {
        _ if file.masked => words("case-protected"),
        Some(_) => words("case-erased-name"),
        None => organisation.name.clone(),
    };
    json!({
        "name": name, "doubles": file.doubles, "category": organisation.category, "number": organisation.number,
        "country": organisation.country.as_deref().map(|code| compare::country(code, locale)),
        "website": organisation.website, "description": organisation.description, "names": organisation.names.0,
        "numbers": organisation.identifiers.0.each()
            .map(|(register, code, href)| json!({ "register": register, "code": code, "href": href }))
            .collect::<Vec<_>>(),
        "slug": organisation.slug.as_ref().filter(|_| organisation.sealed.is_none()),
    })
}

fn endorsement(file: &File, eye: &Eye<'_>) -> Value {
    let endorsement = &file.matter.endorsement;
    let version = u32::try_from(file.signed.version).unwrap_or_default();
    json!({
        "reference": endorsement.reference, "state": endorsement.state, "withdrew_suspended": endorsement.withdrew_suspended(),
        "stops": file.matter.stops(), "origin": endorsement.origin,
        "visibility": endorsement.visibility, "authority": endorsement.authority, "statement": endorsement.statement,
        "language": endorsement.language, "submitted_at": endorsement.submitted_at,
        "version": version, "sha256": file.signed.sha256,
        "behind": eye.app.register.snapshot().call.behind(version, &endorsement.language),
    })
}

fn commitment(promise: &Commitment, matter: &Matter, locale: Locale, cited: &Paragraphs) -> Value {
    let this = matches!(&matter.topic, Topic::Commitment(topic) if topic.id == promise.id);
    let countries = promise.countries.0.iter().map(|code| compare::country(code, locale));
    json!({
        "id": promise.public_id, "title": promise.title, "action": promise.action, "kind": promise.kind, "state": promise.state,
        "revision": promise.revision, "due": promise.due_on.0, "start": promise.start_on.as_ref().map(|day| day.0),
        "measure": promise.measure.0, "paragraphs": promise.paragraphs.0.iter().map(|id| cited.label(id)).collect::<Vec<_>>(), "stage": promise.stage,
        "recipients": promise.recipients, "evidence": promise.evidence.0,
        "amount": Money::kept(promise.amount_minor, promise.currency.as_deref()), "countries": countries.collect::<Vec<_>>(), "this": this, "dropped_reason": promise.dropped_reason(),
    })
}

fn check(check: &Check) -> Value {
    let words = if check.kind == Kind::Script { &check.evidence[..] } else { &[] };
    let letter = |odd: Odd| {
        let code = format!("U+{:04X}", u32::from(odd.letter));
        json!({ "letter": odd.letter, "code": code, "script": odd.script.to_lowercase() })
    };
    json!({
        "kind": check.kind, "result": check.finding, "evidence": check.evidence.join(" · "), "at": check.at,
        "letters": odd_letters(words).into_iter().map(letter).collect::<Vec<_>>(),
    })
}

fn twin(twin: &Twin, locale: Locale) -> Value {
    let one = &twin.organisation;
    // Who must not be named has no page, and keeps its address for the day when it is shown again.
    let slug = one.slug.as_ref().filter(|_| one.sealed.is_none());
    let organisation = json!({
        "name": one.name, "category": one.category, "slug": slug, "protected": one.sealed.is_some(),
        "country": one.country.as_deref().map(|code| compare::country(code, locale)),
        "website": one.website,
    });
    json!({
        "id": one.public_id, "organisation": organisation, "how": twin.how, "score": twin.score, "state": twin.state,
        "case": twin.case,
    })
}

fn event(event: &Event, file: &File) -> Value {
    match &event.what {
        What::Act { actor, act, detail } => {
            let who = match actor {
                Actor::Staff(id) => Some(name(&file.names, *id)),
                Actor::Representative(id) => file.acted.get(id).cloned(),
                Actor::Operator | Actor::System | Actor::Anyone => None,
            };
            let from = detail["from"].as_i64().map(|id| name(&file.names, StaffId(id)));
            json!({ "at": event.at, "what": "act", "who": who, "kind": actor.kind(), "act": act, "from": from })
        }
        What::Entry { kind, number } => {
            json!({ "at": event.at, "what": "entry", "entry": kind, "number": number })
        }
        What::Mail { template, state, sent_at } => {
            json!({ "at": event.at, "what": "mail", "template": template, "state": state, "sent_at": sent_at })
        }
    }
}

fn proposal(proposal: &Proposal, file: &File, eye: &Eye<'_>) -> Result<Value> {
    let ruling = &proposal.ruling;
    Ok(json!({
        "decision": ruling.decision, "label": label(ruling.decision, file.matter.case.kind, eye),
        "message": ruling.message, "note": ruling.note, "letter": ruling.letter, "write": ruling.write,
        "take_off": ruling.take_off,
        "reason": why(ruling, proposal.reason.as_ref(), eye),
        "by": name(&file.names, proposal.by), "at": proposal.at,
        "eyes": proposal.eyes, "shown": proposal.shown, "possible": proposal.possible, "first_gone": proposal.first_gone, "mails": mails(&proposal.mails, eye)?,
    }))
}

/// Mails exactly as they will go.
///
/// # Errors
/// Internal, if a template does not fit.
pub fn mails(envelopes: &[Envelope], eye: &Eye<'_>) -> Result<Vec<Value>> {
    let shown = envelopes.iter().map(|envelope| {
        let (template, locale) = (envelope.letter.template(), envelope.locale);
        let mail = crate::view::mail::render(
            eye.templates,
            template,
            locale,
            &eye.app.site(locale),
            &envelope.letter,
        )?;
        Ok(json!({
            "to": envelope.to, "subject": mail.subject, "text": mail.flowing,
            "lang": locale.code(), "language": locale.name(),
        }))
    });
    shown.collect()
}

fn decision(decision: Decision, matter: &Matter, eye: &Eye<'_>) -> Value {
    let eyes = matter.eyes(decision);
    let hidden = matches!(&matter.topic, Topic::Commitment(one) if one.state == StoredState::Suspended);
    let left = matter.endorsement.state == EndorsementState::Withdrawn
        && matches!(matter.topic, Topic::Report(_) | Topic::Inquiry);
    let still = left && matter.endorsement.withdrew_suspended();
    let hint = match (eyes, decision) {
        (Eyes::One, Decision::Close) if hidden => "case-close-hidden".to_owned(),
        (Eyes::One, Decision::Close | Decision::Restore) if still => format!("case-{decision}-withdrawn"),
        (Eyes::One, Decision::Close) if left => "case-close-left".to_owned(),
        (Eyes::One, _) => String::new(),
        _ => format!("case-eyes-{eyes}"),
    };
    let hint = if hint.is_empty() { hint } else { eye.messages.text(eye.locale, &hint, None) };
    let label = match decision {
        Decision::Restore if still => eye.messages.text(eye.locale, "case-decision-restore-withdrawn", None),
        _ => label(decision, matter.case.kind, eye),
    };
    json!({ "value": decision, "label": label, "hint": hint })
}

/// What a decision is called where this kind of Case is decided.
pub fn label(decision: Decision, kind: CaseKind, eye: &Eye<'_>) -> String {
    own("case-decision", decision, kind, eye)
}

/// The words for a decision, those for this kind of Case where there are some.
fn own(list: &str, decision: Decision, kind: CaseKind, eye: &Eye<'_>) -> String {
    let general = format!("{list}-{}", decision.code().replace('_', "-"));
    let own = format!("{general}-{}", kind.code().replace('_', "-"));
    let id = if eye.messages.has(eye.locale, &own) { own } else { general };
    eye.messages.text(eye.locale, &id, None)
}

/// The reasons that explain a decision, for its list of choices.
fn reasons(decision: Decision, all: &[Reason], kind: CaseKind, eye: &Eye<'_>) -> Option<Value> {
    let purpose = purpose(decision)?;
    let fitting = all.iter().filter(|reason| reason.purpose == purpose);
    let options = fitting.map(|one| json!({ "value": one.code, "label": title(one, eye.locale) }));
    let ask = own("case-reason", decision, kind, eye);
    Some(json!({ "decision": decision, "label": ask, "options": options.collect::<Vec<_>>() }))
}

/// Why something is decided: the catalogue's reason, or the ground on which a signatory is erased.
pub fn why(ruling: &Ruling, reason: Option<&Reason>, eye: &Eye<'_>) -> Option<String> {
    match &ruling.reason {
        Some(code) if ruling.decision == Decision::Erase => Some(ground(code, eye)),
        _ => reason.map(|reason| title(reason, eye.locale)),
    }
}

/// What a ground for erasing is called.
pub fn ground(code: &str, eye: &Eye<'_>) -> String {
    eye.messages.text(eye.locale, &format!("case-ground-{code}"), None)
}

/// What staff call a reason.
pub fn title(reason: &Reason, locale: Locale) -> String {
    let titles = &reason.titles.0;
    titles.get(&locale).or_else(|| titles.get(&Locale::English)).cloned().unwrap_or_default()
}
