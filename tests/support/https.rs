//! Web servers with certificates of an authority of our own, and listeners that only count who comes.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// What a server sends back: it gets the host, the path, and where to write.
pub type Answer = dyn Fn(&str, &str, &mut dyn Write) + Send + Sync;

/// Makes an authority and a certificate of it for these names: `ca.pem`, `cert.pem`, `key.pem`.
pub fn certificates(folder: &Path, names: &[&str]) {
    let names = names.iter().map(|name| format!("DNS:{name}")).collect::<Vec<_>>().join(",");
    let openssl = |arguments: &[&str]| {
        let output = Command::new("openssl").current_dir(folder).args(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    };
    let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
    let ca =
        ["req", "-x509", "-subj", "/CN=Trial authority", "-days", "2", "-keyout", "ca.key", "-out", "ca.pem"];
    openssl(&[&ca[..], &key].concat());
    let request = ["req", "-subj", "/CN=trial", "-keyout", "key.pem", "-out", "cert.csr"];
    openssl(&[&request[..], &key].concat());
    std::fs::write(folder.join("names"), format!("subjectAltName={names}\nextendedKeyUsage=serverAuth\n"))
        .unwrap();
    let sign = "x509 -req -in cert.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile names -out cert.pem";
    openssl(&sign.split(' ').collect::<Vec<_>>());
}

/// Serves on an address with the folder's certificate, and counts who comes.
pub fn serve(at: SocketAddr, folder: &Path, answer: Arc<Answer>) -> Arc<AtomicUsize> {
    let chain: Vec<CertificateDer<'static>> =
        CertificateDer::pem_file_iter(folder.join("cert.pem")).unwrap().map(Result::unwrap).collect();
    let key = PrivateKeyDer::from_pem_file(folder.join("key.pem")).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = Arc::new(config.with_no_client_auth().with_single_cert(chain, key).unwrap());
    count(at, move |stream| {
        let (config, answer) = (config.clone(), answer.clone());
        std::thread::spawn(move || one(stream, config, &*answer));
    })
}

/// The head of a request, with the empty line that ends it; none from somebody who goes before.
pub fn head(from: &mut impl Read) -> Option<String> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        match from.read(&mut byte) {
            Ok(1) => head.push(byte[0]),
            _ => return None,
        }
    }
    Some(String::from_utf8_lossy(&head).into_owned())
}

fn one(stream: TcpStream, config: Arc<ServerConfig>, answer: &Answer) {
    let _ = stream.set_read_timeout(Some(Duration::from_secs(5)));
    let mut tls = StreamOwned::new(ServerConnection::new(config).unwrap(), stream);
    let Some(head) = head(&mut tls) else { return };
    let path = head.split(' ').nth(1).unwrap_or_default();
    let host =
        head.lines().find_map(|line| line.to_ascii_lowercase().strip_prefix("host: ").map(str::to_owned));
    answer(host.as_deref().unwrap_or_default(), path, &mut tls);
    tls.conn.send_close_notify();
    let _ = tls.flush();
}

/// Listens where nobody must come, and counts who does.
pub fn canary(at: SocketAddr) -> Arc<AtomicUsize> {
    count(at, drop)
}

fn count(at: SocketAddr, take: impl Fn(TcpStream) + Send + 'static) -> Arc<AtomicUsize> {
    let listener = TcpListener::bind(at).unwrap_or_else(|error| panic!("{at}: {error}"));
    let seen = Arc::new(AtomicUsize::new(0));
    let counter = seen.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            counter.fetch_add(1, Ordering::SeqCst);
            take(stream);
        }
    });
    seen
}

/// A whole answer.
pub fn whole(status: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}")
}
