//! Where to go on after signing in or proving who one is: our own staff pages, and nowhere else.

use actix_web::dev::ServiceRequest;
use actix_web::http::header;
use actix_web::web;

use crate::domain::ids::StaffId;
use crate::domain::locale::Locale;
use crate::web::done;
use crate::web::routes;
use crate::web::site::Site;

/// Where staff begin.
pub const START: &str = "/staff";
/// That what was sent was not done.
const UNSENT: &str = "unsent";

/// Where a path leads back to: to itself, if it is a staff page of ours and none on the way in; to the page above it, if it is
/// the address of a form alone; else to where staff begin.
pub fn own(path: &str) -> &str {
    let rest = path.strip_prefix(START);
    let inside = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']));
    let plain = path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let straight = !path.contains("//") && !path.contains("/.");
    if inside && plain && straight { readable(path) } else { START }
}

fn readable(path: &str) -> &str {
    let place = path.split('?').next().unwrap_or_default();
    match routes::nearest_readable(place) {
        Some(page) if routes::traits_at(page).is_door() => START,
        Some(page) if page == place => path,
        Some(page) if page.starts_with(START) => page,
        _ => START,
    }
}

/// Whether a page of ours stands at a path.
pub fn is_at(page: &str, path: &str) -> bool {
    page.split('?').next() == Some(path)
}

/// The page that a page of ours belongs to.
pub fn above(page: &str) -> &str {
    let place = page.split('?').next().unwrap_or_default();
    place.rsplit_once('/').map_or(START, |(above, _)| own(above))
}

/// An address that leads back to a page of ours.
pub fn with(path: &str, back: &str) -> String {
    match own(back) {
        START => path.to_owned(),
        back => {
            let query =
                url::form_urlencoded::Serializer::new(String::new()).append_pair("next", back).finish();
            format!("{path}?{query}")
        }
    }
}

/// The page to come back to after a request: itself, or for a form the page that the form stood on.
pub fn back(request: &ServiceRequest) -> String {
    if request.method().is_safe() {
        return request.uri().path_and_query().map(|path| path.as_str().to_owned()).unwrap_or_default();
    }
    let ours = request.app_data::<web::Data<Site>>().map(|site| site.app.config.staff_base().url.clone());
    let referrer = request.headers().get(header::REFERER).and_then(|value| value.to_str().ok());
    let path = referrer.zip(ours).and_then(|(referrer, ours)| referrer.strip_prefix(ours.as_str()));
    without_locale(path.unwrap_or_default()).to_owned()
}

/// The page of a form that was not taken, saying so in place of what was done on it before.
pub fn unsent(page: &str) -> String {
    if own(page) == START {
        return page.to_owned();
    }
    let (path, query) = page.split_once('?').unwrap_or((page, ""));
    let kept = url::form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| !says_done(name));
    let query = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(kept)
        .append_pair("done", UNSENT)
        .finish();
    format!("{path}?{query}")
}

/// The page to go on to for a colleague who has just shown who they are. That what was sent was not done, it says to them alone;
/// of what was done, nobody has told us but the address.
pub fn proven(site: &Site, by: StaffId, next: &str) -> String {
    let page = own(next);
    let query = page.split_once('?').map_or("", |(_, query)| query);
    let said = url::form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| says_done(name));
    let said: Vec<_> = said.collect();
    match &said[..] {
        [(name, code)] if name == "done" && code == UNSENT => done::marked(site, &by, page),
        _ => page.to_owned(),
    }
}

/// Whether a part of an address says what was done, and to whom.
fn says_done(name: &str) -> bool {
    name == "done" || name == "mark"
}

fn without_locale(path: &str) -> &str {
    let prefixes = Locale::ALL.iter().map(|locale| locale.prefix()).filter(|prefix| !prefix.is_empty());
    let stripped = prefixes.filter_map(|prefix| path.strip_prefix(prefix)).find(|rest| rest.starts_with('/'));
    stripped.unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_staff_pages_are_gone_back_to() {
        for good in ["/staff", "/staff/people/3", "/staff/audit?act=staff.signed_in&page=2"] {
            assert_eq!(own(good), good);
        }
        for bad in [
            "",
            "https://evil.example/staff",
            "//evil.example/staff",
            "/staff//evil.example",
            "/staff/../account",
            "/staffer",
            "/account",
            "/staff\\evil",
            "/staff/\r\nSet-Cookie: a=b",
            "/staff/sign-out",
            "/staff/confirm-identity?next=/staff",
            "/staff/oidc/callback?state=a&code=b",
            "javascript:alert(1)",
        ] {
            assert_eq!(own(bad), START, "{bad}");
        }
        for (form, page) in [
            ("/staff/cases/7/decision?done=note", "/staff/cases/7"),
            ("/staff/cases/selected/decision", "/staff/cases"),
            ("/staff/people/3/roles", "/staff/people/3"),
            ("/staff/nowhere", "/staff"),
        ] {
            assert_eq!(own(form), page, "{form}");
        }
        for (page, above_it) in [
            ("/staff/cases/7/names?done=names", "/staff/cases/7"),
            ("/staff/cases/7/commitments/5", "/staff/cases/7"),
            ("/staff/cases/7", "/staff/cases"),
            ("/staff/switches", "/staff"),
            ("/staff", "/staff"),
        ] {
            assert_eq!(above(page), above_it, "{page}");
        }
        let deep = format!("/staff{}", "/a".repeat(100_000));
        assert_eq!(own(&deep), START, "told at once");
        assert_eq!(with("/staff/sign-in", "/staff/cases/7"), "/staff/sign-in?next=%2Fstaff%2Fcases%2F7");
        assert_eq!(with("/staff/sign-in", "https://evil.example"), "/staff/sign-in");
        assert_eq!(without_locale("/da/staff/people"), "/staff/people");
        assert_eq!(unsent("/staff/switches?done=switch&mark=1.x"), "/staff/switches?done=unsent");
        assert_eq!(unsent("/staff/cases?q=a+b"), "/staff/cases?q=a+b&done=unsent");
        assert_eq!(unsent("/account"), "/account");
    }
}
