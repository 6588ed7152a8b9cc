//! A visitor without script: sends what a browser sends, keeps cookies, follows only when told to.

use std::collections::BTreeMap;

use ureq::http::{Response, StatusCode};
use ureq::{Agent, Body};

/// Somebody with a cookie jar.
pub struct Visitor {
    agent: Agent,
    base: String,
    /// The address that a proxy of ours says they come from.
    from: Option<String>,
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Page {
    pub status: u16,
    /// Of a header that comes several times, the last.
    pub headers: BTreeMap<String, String>,
    /// Every cookie that was set, as the header says it.
    pub cookies: Vec<String>,
    pub body: String,
}

impl Visitor {
    /// A visitor of the site at this address.
    pub fn new(base: &str) -> Visitor {
        let config = Agent::config_builder().http_status_as_error(false).max_redirects(0);
        Visitor { agent: config.build().into(), base: base.to_owned(), from: None }
    }

    /// The same visitor, who comes from this address through a proxy of ours.
    pub fn from(self, address: &str) -> Visitor {
        Visitor { from: Some(address.to_owned()), ..self }
    }

    /// Opens an address of the site, or a whole one from a mail.
    pub fn get(&self, path: &str) -> Page {
        Page::of(self.agent.get(self.url(path)).call().unwrap())
    }

    /// The bytes at an address that must be there.
    pub fn bytes(&self, path: &str) -> Vec<u8> {
        let mut response = self.agent.get(self.url(path)).call().unwrap();
        assert_eq!(response.status(), 200, "{path}");
        response.body_mut().with_config().limit(64 << 20).read_to_vec().unwrap()
    }

    /// Opens an address with headers of one's own.
    pub fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Page {
        let mut request = self.agent.get(self.url(path));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        Page::of(request.call().unwrap())
    }

    /// Asks for the headers alone.
    pub fn head(&self, path: &str) -> Page {
        Page::of(self.agent.head(self.url(path)).call().unwrap())
    }

    /// Sends a form as the site's own page would.
    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        self.post_with(path, fields, &[("Sec-Fetch-Site", "same-origin")])
    }

    /// Sends a form with headers of one's own.
    pub fn post_with(&self, path: &str, fields: &[(&str, &str)], headers: &[(&str, &str)]) -> Page {
        let mut request = self.agent.post(self.url(path));
        let from = self.from.iter().map(|address| ("X-Forwarded-For", address.as_str()));
        for (name, value) in from.chain(headers.iter().copied()) {
            request = request.header(name, value);
        }
        Page::of(request.send_form(fields.iter().copied()).unwrap())
    }

    /// Asks an address to delete itself, which none here does.
    pub fn delete(&self, path: &str) -> Page {
        let request = self.agent.delete(self.url(path)).header("Sec-Fetch-Site", "same-origin");
        Page::of(request.call().unwrap())
    }

    /// Asks, as a browser does for a page of another site, whether that page may read an address with a header of its own.
    pub fn asks_to_read(&self, path: &str) -> Page {
        let request = self.agent.options(self.url(path)).header("Origin", "https://reader.example");
        let request = request.header("Access-Control-Request-Method", "GET");
        Page::of(request.header("Access-Control-Request-Headers", "if-none-match").call().unwrap())
    }

    /// Sends a body of another kind than a form.
    pub fn send_body(&self, path: &str, kind: &str, body: &str) -> Page {
        let request = self.agent.post(self.url(path)).header("Sec-Fetch-Site", "same-origin");
        Page::of(request.header("Content-Type", kind).send(body).unwrap())
    }

    /// Sends a form to a site that may be gone: what came back, if anything whole did.
    pub fn try_post(&self, path: &str, fields: &[(&str, &str)]) -> Option<Page> {
        let request = self.agent.post(self.url(path)).header("Sec-Fetch-Site", "same-origin");
        Page::read(request.send_form(fields.iter().copied()).ok()?).ok()
    }

    /// Opens an address of a site that may be gone.
    pub fn try_get(&self, path: &str) -> Option<Page> {
        Page::read(self.agent.get(self.url(path)).call().ok()?).ok()
    }

    /// Sends a form and goes where the answer points.
    pub fn send(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let answer = self.post(path, fields);
        match answer.onward() {
            Some(location) => self.get(location),
            None => answer,
        }
    }

    /// Opens the page of a form, sends it from there, and goes where the answer points.
    pub fn fills(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let page = self.get(path);
        let answer = self.sends(&page, path, fields);
        match answer.onward() {
            Some(location) => self.get(location),
            None => answer,
        }
    }

    /// Sends the form of a page that was opened before: what it holds hidden, and what is typed.
    pub fn sends(&self, page: &Page, path: &str, typed: &[(&str, &str)]) -> Page {
        let hidden = hidden(&page.body);
        let mut fields: Vec<(&str, &str)> =
            hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        fields.extend(typed);
        self.post(path, &fields)
    }

    /// The cookies as they are now, which is what another click sends before the first one is answered.
    pub fn cookies(&self) -> String {
        let jar = self.agent.cookie_jar_lock();
        jar.iter()
            .map(|cookie| format!("{}={}", cookie.name(), cookie.value()))
            .collect::<Vec<_>>()
            .join("; ")
    }

    /// Sends a form with these cookies.
    pub fn post_as(&self, path: &str, fields: &[(&str, &str)], cookies: &str) -> Page {
        self.post_with(path, fields, &[("Sec-Fetch-Site", "same-origin"), ("Cookie", cookies)])
    }

    fn url(&self, path: &str) -> String {
        if path.starts_with("http") { path.to_owned() } else { format!("{}{path}", self.base) }
    }
}

impl Page {
    fn of(response: Response<Body>) -> Page {
        Page::read(response).unwrap()
    }

    fn read(mut response: Response<Body>) -> Result<Page, ureq::Error> {
        let status: StatusCode = response.status();
        let headers: Vec<(String, String)> = response
            .headers()
            .iter()
            .map(|(name, value)| {
                (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
            })
            .collect();
        let cookies = headers.iter().filter(|(name, _)| name == "set-cookie");
        let cookies = cookies.map(|(_, cookie)| cookie.clone()).collect();
        let body = response.body_mut().with_config().limit(64 << 20).read_to_vec()?;
        Ok(Page {
            status: status.as_u16(),
            headers: headers.into_iter().collect(),
            cookies,
            body: String::from_utf8_lossy(&body).into_owned(),
        })
    }

    /// Where the answer sends the visitor, but for the mark of what they have just done.
    pub fn location(&self) -> Option<&str> {
        let to = self.onward()?;
        Some(to.split_once("&mark=").map_or(to, |(page, _)| page))
    }

    /// Where a browser goes from the answer.
    pub fn onward(&self) -> Option<&str> {
        self.headers.get("location").map(String::as_str)
    }

    /// What stands in the source between two marks; fails if either is missing.
    #[track_caller]
    pub fn between(&self, before: &str, after: &str) -> String {
        let rest = self.body.split_once(before);
        let found = rest.and_then(|(_, rest)| rest.split_once(after));
        found.unwrap_or_else(|| panic!("no {before:?} … {after:?} in: {}", self.text())).0.to_owned()
    }

    /// The words of the page, without tags, white space collapsed.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut inside = false;
        for c in self.body.chars() {
            match c {
                '<' => inside = true,
                '>' => {
                    inside = false;
                    text.push(' ');
                }
                c if !inside => text.push(c),
                _ => {}
            }
        }
        let text = text
            .replace("&amp;", "&")
            .replace("&#x27;", "'")
            .replace("&quot;", "\"")
            .replace("&lt;", "<")
            .replace("&gt;", ">");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Fails unless the page was shown.
    #[track_caller]
    pub fn ok(self) -> Page {
        assert_eq!(self.status, 200, "{}", self.text());
        self
    }

    /// Fails unless the page says this.
    #[track_caller]
    pub fn says(self, words: &str) -> Page {
        assert!(self.text().contains(words), "{words:?} is not in: {}", self.text());
        self
    }
}

/// What a form in a page's source sends besides what is typed: names and values.
pub fn hidden(html: &str) -> Vec<(String, String)> {
    let fields = html.split("<input type=\"hidden\" name=\"").skip(1).filter_map(|rest| {
        let (name, rest) = rest.split_once("\" value=\"")?;
        Some((name.to_owned(), unescaped(rest.split_once('"')?.0)))
    });
    fields.collect()
}

/// The text that HTML stands for. The ampersand comes last, for names that look like entities.
pub fn unescaped(html: &str) -> String {
    let marks =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'"), ("&#x2F;", "/")];
    let text = marks.iter().fold(html.to_owned(), |text, (mark, c)| text.replace(mark, c));
    text.replace("&amp;", "&")
}
