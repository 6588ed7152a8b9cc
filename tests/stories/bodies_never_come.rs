//! Strangers who announce a form and do not send it, or who send without an end.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

use tilsagn::domain::limits;

use crate::stories;
use crate::support::app::TestApp;

stories!(what_never_comes_is_not_waited_for, what_comes_without_an_end_is_not_read);

const FORM: &str = "application/x-www-form-urlencoded";

/// What a connection says until the site ends it, which it must do by itself.
fn answer(base: &str, head: &str, kind: &str, body: &str) -> String {
    let address = base.trim_start_matches("http://");
    let mut stranger = TcpStream::connect(address).unwrap();
    stranger.set_read_timeout(Some(Duration::from_secs(limits::BODY_SECONDS + 30))).unwrap();
    let sent = format!(
        "POST /sign/link HTTP/1.1\r\nHost: {address}\r\nContent-Type: {kind}\r\n{head}\r\n\r\n{body}"
    );
    stranger.write_all(sent.as_bytes()).unwrap();
    let mut said = String::new();
    stranger.read_to_string(&mut said).unwrap();
    said
}

fn what_never_comes_is_not_waited_for(app: &TestApp) {
    let base = app.base.as_str();
    thread::scope(|scope| {
        for (head, body) in
            [("Content-Length: 30", "email="), ("Transfer-Encoding: chunked", "6\r\nemail=\r\n")]
        {
            scope.spawn(move || {
                let said = answer(base, head, FORM, body);
                assert!(said.starts_with("HTTP/1.1 408"), "{head}: {said}");
                assert!(said.contains("That took too long"), "{head}: {said}");
            });
        }
    });
}

fn what_comes_without_an_end_is_not_read(app: &TestApp) {
    let chunk = format!("{:x}\r\n{}\r\n", limits::FORM_BYTES + 1, "a".repeat(limits::FORM_BYTES + 1));
    let chunked = "Transfer-Encoding: chunked";
    let large = answer(&app.base, chunked, FORM, &chunk);
    assert!(large.starts_with("HTTP/1.1 413"), "{large}");
    let no_form = answer(&app.base, chunked, "application/json", "1\r\n{\r\n");
    assert!(no_form.starts_with("HTTP/1.1 415"), "{no_form}");
}
