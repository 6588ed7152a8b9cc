//! Reads a copy of the site as a server of files would serve it: which file an address has, and what is wrong with a page.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Every file of a copy, by its path from the root.
pub struct Copy(BTreeMap<String, Vec<u8>>);

impl Copy {
    /// Reads a folder whole.
    pub fn of(folder: &Path) -> Copy {
        let mut files = BTreeMap::new();
        let mut open = vec![folder.to_owned()];
        while let Some(next) = open.pop() {
            for entry in std::fs::read_dir(next).unwrap() {
                let path: PathBuf = entry.unwrap().path();
                if path.is_dir() {
                    open.push(path);
                } else {
                    let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                    files.insert(name, std::fs::read(&path).unwrap());
                }
            }
        }
        Copy(files)
    }

    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }

    /// The pages, with their addresses.
    pub fn pages(&self) -> impl Iterator<Item = (String, String)> {
        let pages = self.0.iter().filter(|(name, _)| name.ends_with("index.html"));
        pages.map(|(name, bytes)| {
            let address = format!("/{}", name.strip_suffix("index.html").unwrap());
            (address, String::from_utf8(bytes.clone()).unwrap())
        })
    }

    /// What a file holds, as text.
    #[track_caller]
    pub fn read(&self, file: &str) -> String {
        let bytes = self.0.get(file).unwrap_or_else(|| panic!("there is no {file}"));
        String::from_utf8(bytes.clone()).unwrap()
    }

    /// The file that is served at an address of the copy; none where a server would have to know more than files.
    pub fn file_at(&self, address: &str) -> Option<&[u8]> {
        let path = percent(address.strip_prefix('/')?);
        let file = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path };
        self.0.get(&file).map(Vec::as_slice)
    }

    /// Every link on every page that does not lead where it should, and every form. `from` is the site that was copied:
    /// it is named once on each page, and nowhere else.
    pub fn complaints(&self, from: &str) -> Vec<String> {
        self.pages().flat_map(|(address, page)| self.judge(&address, &page, from)).collect()
    }

    fn judge(&self, address: &str, page: &str, from: &str) -> Vec<String> {
        let mut found = Vec::new();
        let links = [" href=\"", " src=\"", " action=\"", " content=\"0;url="].into_iter();
        for link in links.flat_map(|mark| values(page, mark)) {
            let link = link.replace("&amp;", "&").replace("&#x27;", "'");
            if let Some(what) = self.wrong(address, &link, from) {
                found.push(format!("{address}: {link} {what}"));
            }
        }
        let forms = ["<form", "method=\"post\"", "?as_of"].into_iter().filter(|part| page.contains(part));
        found.extend(forms.map(|part| format!("{address} has {part}")));
        if values(page, " href=\"").filter(|link| link.as_str() == from).count() != 1 {
            found.push(format!("{address} does not name {from} once"));
        }
        found
    }

    fn wrong(&self, page: &str, link: &str, from: &str) -> Option<&'static str> {
        if link == from || link.starts_with("mailto:") {
            return None;
        }
        if link.starts_with("http") {
            return link.starts_with(from).then_some("leads back to the site that was copied");
        }
        if link.contains('?') {
            return Some("asks for a server");
        }
        let (target, anchor) = link.split_once('#').unwrap_or((link, ""));
        let target = if target.is_empty() { page } else { target };
        let Some(bytes) = self.file_at(target) else { return Some("leads nowhere") };
        let there = || String::from_utf8_lossy(bytes).contains(&format!("id=\"{anchor}\""));
        (!anchor.is_empty() && !there()).then_some("has no such place")
    }
}

/// What stands in quotes behind a mark.
fn values<'a>(page: &'a str, mark: &'a str) -> impl Iterator<Item = String> + 'a {
    page.split(mark).skip(1).filter_map(|rest| rest.split_once('"')).map(|(value, _)| value.to_owned())
}

/// An address with its escaped bytes put back, as servers read it.
fn percent(address: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = address.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next().unwrap(), rest.next().unwrap()];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}
