//! The lines of a text that may be long: one is held at a time. Where the text comes from is the caller's.

use std::io::{self, BufRead, BufReader, Read};

use crate::log::Fault;

/// Longest line that is taken, in bytes: no entry is as long.
const LONGEST: u64 = 1 << 20;

/// A text that is read piece by piece.
pub type Text = BufReader<Box<dyn Read>>;

/// The lines of the text under a name, each with its line break. Where it breaks off, `again` gives the same text from its
/// beginning, or says why there is none.
pub fn of<A>(name: String, text: Text, again: A) -> impl Iterator<Item = Result<Vec<u8>, Fault>>
where
    A: FnMut(&io::Error) -> Result<Text, Fault>,
{
    Reading { name, text, again, given: 0, place: 0 }
}

struct Reading<A> {
    name: String,
    text: Text,
    again: A,
    /// How many lines were given.
    given: u64,
    /// How many of this text were read: fewer, where it was begun again.
    place: u64,
}

impl<A: FnMut(&io::Error) -> Result<Text, Fault>> Reading<A> {
    /// The next line of the text; nothing at its end.
    fn line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        let read = self.text.by_ref().take(LONGEST + 1).read_until(b'\n', &mut line)?;
        self.place += 1;
        Ok((read > 0).then_some(line))
    }

    /// The next line that was not given before.
    fn unread(&mut self) -> Result<Option<Vec<u8>>, Fault> {
        loop {
            match self.line() {
                Ok(Some(line)) if line.len() as u64 > LONGEST => {
                    let (name, place) = (&self.name, self.place);
                    return Err(Fault::new(format!("{name}: line {place} has more than {LONGEST} bytes")));
                }
                Ok(Some(_)) if self.place <= self.given => {}
                Ok(line) => return Ok(line),
                Err(error) => (self.text, self.place) = ((self.again)(&error)?, 0),
            }
        }
    }
}

impl<A: FnMut(&io::Error) -> Result<Text, Fault>> Iterator for Reading<A> {
    type Item = Result<Vec<u8>, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        let line = self.unread().transpose()?;
        self.given = self.place;
        Some(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &'static [u8]) -> Text {
        BufReader::new(Box::new(bytes))
    }

    /// A text that breaks off behind its bytes.
    fn broken(bytes: &'static [u8]) -> Text {
        struct Gone;
        impl Read for Gone {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("gone"))
            }
        }
        BufReader::new(Box::new(bytes.chain(Gone)))
    }

    fn all(first: Text, mut more: Vec<Text>) -> Result<Vec<String>, Fault> {
        let again = move |error: &io::Error| more.pop().ok_or_else(|| Fault::new(error.to_string()));
        let lines = of("a.ndjson".to_owned(), first, again);
        lines.map(|line| line.map(|line| String::from_utf8(line).unwrap())).collect()
    }

    #[test]
    fn a_text_is_read_line_by_line() {
        assert_eq!(all(text(b"1\n\n2\r\n3"), vec![]).unwrap(), ["1\n", "\n", "2\r\n", "3"]);
        assert_eq!(all(text(b""), vec![]).unwrap(), [""; 0]);
    }

    #[test]
    fn what_breaks_off_goes_on_where_it_was() {
        let whole = || text(b"1\n2\n3\n");
        assert_eq!(all(broken(b"1\n2"), vec![whole()]).unwrap(), ["1\n", "2\n", "3\n"]);
        let again = vec![whole(), broken(b"1\n"), broken(b"")];
        assert_eq!(all(broken(b"1\n2\n"), again).unwrap(), ["1\n", "2\n", "3\n"]);
        assert_eq!(all(broken(b"1\n2"), vec![]).unwrap_err().0, "gone");
    }

    #[test]
    fn a_line_without_end_is_not_taken() {
        let endless = BufReader::new(Box::new((&b"1\n"[..]).chain(io::repeat(b'x'))) as Box<dyn Read>);
        let why = all(endless, vec![]).unwrap_err().0;
        assert_eq!(why, "a.ndjson: line 2 has more than 1048576 bytes");
    }
}
