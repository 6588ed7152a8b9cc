//! What each role may, as it was agreed on before there was a line of the program: held against the list of routes, which
//! `role_matrix` holds the doors against. And what no role reads unless it has asked to.

use std::collections::BTreeSet;

use tilsagn::domain::permit::Role::{self, Admin, Editor, Moderator, Viewer};
use tilsagn::web::routes::{self, Route, Who};

use crate::nadia_stays_unnamed::{PROTECTED, TELLING, published};
use crate::one_of_each::{Own, Suzies, World};
use crate::stories;
use crate::support::app::TestApp;

stories!(nobody_who_has_not_asked_reads_who_must_not_be_named);

/// Who may come to an address of the ministry's side where not every colleague may.
fn agreed(method: &str, pattern: &str) -> &'static [Role] {
    let (reads, end) = (method == "GET", pattern.rsplit('/').next().unwrap_or_default());
    let beneath = |folder: &str| pattern.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
    match pattern {
        // Protected identities: moderator and admin only.
        _ if ["identity", "export"].contains(&end) => &[Moderator, Admin],
        // Erasing is proposed by an admin, and confirmed by another.
        _ if end == "erasure" => &[Admin],
        // Publishing a state and confirming a letter are confirmed by a moderator or an admin, what is graver by an admin:
        // they come to one button. Whoever may be asked may answer.
        "/staff/cases/{number}/second" | "/staff/cases/{number}/take-back" => &[Moderator, Admin],
        "/staff/cases/{number}/letter/{id}/confirm" => &[Moderator, Admin],
        "/staff/cases/{number}/letter" if reads => &[Moderator, Admin],
        _ if beneath("/staff/messages") => &[Moderator, Admin],
        // In bulk above fifty, the second person is an admin.
        _ if (beneath("/staff/decisions") || beneath("/staff/invalidations"))
            && ["allow", "send-back"].contains(&end) =>
        {
            &[Admin]
        }
        // A viewer reads everything staff see.
        "/staff/cases" | "/staff/cases/{number}" | "/staff/cases/{number}/beside/{id}" => {
            &[Viewer, Moderator, Admin]
        }
        "/staff/statistics" | "/staff/statistics.csv" => &[Viewer, Moderator, Admin],
        "/staff/decisions/{id}" | "/staff/invalidations" | "/staff/invalidations/{id}" if reads => {
            &[Viewer, Moderator, Admin]
        }
        // A moderator works the queue.
        _ if ["cases", "commitments", "decisions", "invalidations", "letters"]
            .iter()
            .any(|part| beneath(&format!("/staff/{part}"))) =>
        {
            &[Moderator]
        }
        // An editor writes the Call's texts, and an admin is the second to publish them.
        "/staff/call" | "/staff/call/preview" => &[Viewer, Moderator, Editor, Admin],
        "/staff/call/publish" | "/staff/call/send-back" => &[Admin],
        _ if beneath("/staff/call") => &[Editor],
        // Mails go to many from whoever works the queue or looks after the site; an admin is the second.
        "/staff/circulars" | "/staff/circulars/{id}" if reads => &[Viewer, Moderator, Admin],
        "/staff/circulars/{id}/approve" => &[Admin],
        "/staff/circulars" => &[Moderator, Admin],
        _ if beneath("/staff/circulars") => &[Moderator, Admin],
        "/staff/mail" | "/staff/limits" if reads => &[Viewer, Moderator, Admin],
        _ if beneath("/staff/mail") => &[Moderator, Admin],
        // An admin: staff, reasons, switches, block rules, settings, the log's key. A form to fill in is no reading.
        _ if reads && !["add", "{code}"].contains(&end) => &[Viewer, Admin],
        _ => &[Admin],
    }
}

/// What every colleague has: coming in and going out, and their own keys.
const OWN: [&str; 6] = [
    "/staff",
    "/staff/sign-out",
    "/staff/confirm-identity",
    "/staff/sessions",
    "/staff/passkey/",
    "/staff/oidc/",
];

#[test]
fn the_list_of_routes_gives_each_role_what_was_agreed() {
    let mut judged = 0;
    for Route { method, pattern, who, .. } in routes::table() {
        let Who::Staff(roles) = who else { continue };
        if roles.is_empty() {
            let own = |place: &&str| pattern == *place || (*place != "/staff" && pattern.starts_with(*place));
            assert!(OWN.iter().any(own), "every colleague may come to {method} {pattern}");
            continue;
        }
        let set = |roles: &[Role]| roles.iter().copied().collect::<BTreeSet<Role>>();
        assert_eq!(set(roles), set(agreed(method.as_str(), pattern)), "{method} {pattern}");
        judged += 1;
    }
    assert!(judged > 100, "only {judged} routes are for some roles");
}

#[test]
fn nobody_who_is_not_signed_in_comes_to_the_ministrys_side() {
    let open = ["/staff/sign-in", "/staff/passkey/sign-in", "/staff/oidc/", "/staff/setup/{token}"];
    for Route { method, pattern, who, .. } in routes::table() {
        if pattern.starts_with("/staff") && !matches!(who, Who::Staff(_)) {
            assert!(open.iter().any(|door| pattern.starts_with(door)), "{method} {pattern}: {who:?}");
        }
    }
}

/// A viewer, who may never, and a moderator, who has not asked: whatever page they open, none tells.
fn nobody_who_has_not_asked_reads_who_must_not_be_named(app: &TestApp) {
    let (number, _) = published(app, PROTECTED);
    let suzies = Suzies::place(app);
    let staff = [app.viewer(), app.second_moderator(), app.editor(), app.admin()];
    let world = World::place(app, suzies, &staff);
    let own = &Own::of_each(app, &staff)[0];
    let readers = [app.staff("viewer", "Vilma Visitsen"), app.staff("moderator", "Minna Prøvesen")];
    let mut opened = 0;
    for route in routes::table().into_iter().filter(|route| route.method == "GET") {
        let of_nadia = if route.pattern.starts_with("/staff/cases") {
            route.pattern.replace("{number}", &number.to_string())
        } else {
            route.pattern.to_owned()
        };
        for pattern in [of_nadia.as_str(), route.pattern] {
            let path = world.path(pattern, own);
            for reader in &readers {
                let page = reader.get(&path);
                opened += usize::from(page.status == 200);
                for word in TELLING {
                    assert!(!page.body.contains(word), "{} reads {word} at {path}", reader.email);
                }
            }
        }
    }
    assert!(opened > 150, "only {opened} pages were opened");
}
