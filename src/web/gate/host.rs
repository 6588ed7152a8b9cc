//! Where staff have a host of their own, their pages are there and nothing else is; and they are nowhere else. What both hosts
//! have, the list of routes says.
//!
//! Only the request's own `Host` counts: what a proxy says beside it could have been said by anybody.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header;
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, HttpResponse, ResponseError, web};

use crate::domain::Error as Fault;
use crate::web::error::Failure;
use crate::web::routes;
use crate::web::site::Site;
use crate::web::visitor::Visitor;

/// Where a request belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Here.
    Here,
    /// With the staff's pages.
    Staff,
    /// With the public's pages.
    Public,
    /// Nowhere.
    Nowhere,
}

/// Sends what is at the wrong host where it belongs, or says that there is nothing.
pub async fn host(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let site = request.app_data::<web::Data<Site>>().cloned();
    let visitor = request.extensions().get::<Visitor>().cloned();
    let (Some(site), Some(visitor)) = (site, visitor) else {
        return Ok(next.call(request).await?.map_into_boxed_body());
    };
    let config = &site.app.config;
    let apart = config.staff_host.as_ref().filter(|_| !routes::traits_of(request.request()).is_shared());
    let place = apart.map_or(Place::Here, |staff| {
        let asked = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
        place(is_host(asked.unwrap_or_default(), staff.host()), &visitor.path, request.method().is_safe())
    });
    let to = match place {
        Place::Here => return Ok(next.call(request).await?.map_into_boxed_body()),
        Place::Nowhere => return Ok(request.into_response(Failure(Fault::NotFound).error_response())),
        Place::Staff => config.staff_base().join(&visitor.href("/staff")),
        Place::Public => {
            let query = request.query_string();
            let query = if query.is_empty() { String::new() } else { format!("?{query}") };
            config.base_url.join(&format!("{}{query}", visitor.href(&visitor.path)))
        }
    };
    let away = HttpResponse::SeeOther()
        .insert_header((header::LOCATION, to))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .finish();
    Ok(request.into_response(away))
}

/// The header's host without its port (RFC 9110, section 7.2).
fn is_host(asked: &str, ours: &str) -> bool {
    let end = asked.rfind(':').filter(|at| asked[at + 1..].bytes().all(|byte| byte.is_ascii_digit()));
    let name = asked.get(..end.unwrap_or(asked.len())).unwrap_or_default();
    name.trim_end_matches('.').eq_ignore_ascii_case(ours)
}

fn place(on_staff_host: bool, path: &str, is_safe: bool) -> Place {
    let staffs = path == "/staff" || path.starts_with("/staff/");
    match (on_staff_host, staffs) {
        (true, true) | (false, false) => Place::Here,
        // Whoever looks for them elsewhere learns nothing.
        (false, true) => Place::Nowhere,
        (true, false) if !is_safe => Place::Nowhere,
        (true, false) if path == "/" => Place::Staff,
        // Pages of staff link what the public sees.
        (true, false) => Place::Public,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_host_has_its_own_pages() {
        for (staff_host, path, is_safe, there) in [
            (true, "/staff", true, Place::Here),
            (true, "/staff/cases/7", false, Place::Here),
            (true, "/", true, Place::Staff),
            (true, "/signatories/x", true, Place::Public),
            (true, "/staffer", true, Place::Public),
            (true, "/sign", false, Place::Nowhere),
            (false, "/staff", true, Place::Nowhere),
            (false, "/staff/sign-in", false, Place::Nowhere),
            (false, "/staffer", true, Place::Here),
            (false, "/", true, Place::Here),
            (false, "/sign", false, Place::Here),
        ] {
            assert_eq!(place(staff_host, path, is_safe), there, "{staff_host} {path} {is_safe}");
        }
    }

    #[test]
    fn a_host_is_the_same_in_capitals_and_on_any_port() {
        for same in ["desk.example.org", "Desk.Example.ORG", "desk.example.org:8443", "desk.example.org."] {
            assert!(is_host(same, "desk.example.org"), "{same}");
        }
        for other in
            ["", "example.org", "desk.example.org.evil.example", "desk.example.org:evil", "xdesk.example.org"]
        {
            assert!(!is_host(other, "desk.example.org"), "{other}");
        }
        assert!(is_host("[::1]:8080", "[::1]") && is_host("[::1]", "[::1]"));
    }
}
