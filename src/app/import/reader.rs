//! Lists as CSV: which column is which, and the rows as they stand. What a row means is not decided here.
//!
//! A row that cannot be read is no reason to stop: it is named with its line, and the next one is read.

use std::io::Read;

use csv::{ByteRecord, ReaderBuilder, StringRecord};

use super::Row;
use super::report::{Reason, Refused};

/// What the rows that cannot be read are refused under.
const LINE: &str = "line";

/// Why a list cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// The file cannot be read.
    #[error(transparent)]
    Csv(#[from] csv::Error),
    #[error("the header is not UTF-8: save the file as UTF-8 and try again")]
    HeaderNotUtf8,
    #[error(
        "the columns `name` and `category` are needed, and the header has: {0}. It is the first line, with commas \
         between the columns"
    )]
    Columns(String),
    #[error("the column `{0}` stands twice in the header: name one of them otherwise")]
    Twice(&'static str),
}

/// A list as it stands in its file.
#[derive(Debug, Clone, Default)]
pub struct List {
    pub rows: Vec<Row>,
    /// Rows that cannot be read.
    pub unreadable: Vec<Refused>,
    /// Columns that mean nothing to us.
    pub unused: Vec<String>,
}

impl From<Vec<Row>> for List {
    fn from(rows: Vec<Row>) -> List {
        List { rows, ..List::default() }
    }
}

/// The lines of a file as an editor numbers them: each `\n`, `\r\n` and `\r` ends one.
struct Lines<'a> {
    bytes: &'a [u8],
    /// How many bytes lie before the record that was met last, and the line on which that begins.
    counted: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line where a record begins. What the reader names is where the one before ended: the rest of that line's end
    /// and empty lines may still lie between.
    fn of(&mut self, record: &ByteRecord) -> u64 {
        let met = record.position().and_then(|met| usize::try_from(met.byte()).ok()).unwrap_or_default();
        let ahead = self.bytes.get(met..).unwrap_or_default();
        let begins = met + ahead.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let mut before = 0;
        for byte in self.bytes.get(self.counted..begins).unwrap_or_default() {
            let ends = *byte == b'\r' || (*byte == b'\n' && before != b'\r');
            self.line += u64::from(ends);
            before = *byte;
        }
        self.counted = begins;
        self.line
    }
}

/// Where each column stands.
struct Columns {
    name: usize,
    category: usize,
    country: Option<usize>,
    website: Option<usize>,
}

/// The rows of a list, those that cannot be read, and the columns that mean nothing to us.
///
/// # Errors
/// `Unreadable`: the file or its header.
pub fn read(mut list: impl Read) -> Result<List, Unreadable> {
    let mut bytes = Vec::new();
    list.read_to_end(&mut bytes).map_err(csv::Error::from)?;
    let mut lines = Lines { bytes: &bytes, counted: 0, line: 1 };
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(&*bytes);
    let header = StringRecord::from_byte_record(reader.byte_headers()?.clone());
    let header = header.map_err(|_| Unreadable::HeaderNotUtf8)?;
    let columns = Columns::find(&header)?;
    let used = [Some(columns.name), Some(columns.category), columns.country, columns.website];
    let others = header.iter().enumerate().filter(|(place, _)| !used.contains(&Some(*place)));
    let unused = others.map(|(_, name)| plain(name).to_owned()).collect();
    let mut list = List { unused, ..List::default() };
    let mut record = ByteRecord::new();
    while reader.read_byte_record(&mut record)? {
        let line = lines.of(&record);
        match row(&record, header.len(), &columns) {
            Ok(row) => list.rows.push(Row { line, ..row }),
            Err(reason) => list.unreadable.push(Refused { line, field: LINE, reason }),
        }
    }
    Ok(list)
}

/// A column's name as it is meant: spreadsheets put a byte order mark before the first, people spaces around.
fn plain(name: &str) -> &str {
    name.trim_start_matches('\u{feff}').trim()
}

impl Columns {
    fn find(header: &StringRecord) -> Result<Columns, Unreadable> {
        let column = |name: &'static str| {
            let mut places =
                header.iter().enumerate().filter(|(_, held)| plain(held).eq_ignore_ascii_case(name));
            match (places.next(), places.next()) {
                (_, Some(_)) => Err(Unreadable::Twice(name)),
                (found, None) => Ok(found.map(|(place, _)| place)),
            }
        };
        let (name, category) = (column("name")?, column("category")?);
        let (country, website) = (column("country")?, column("website")?);
        match (name, category) {
            (Some(name), Some(category)) => Ok(Columns { name, category, country, website }),
            _ => Err(Unreadable::Columns(header.iter().map(plain).collect::<Vec<_>>().join(", "))),
        }
    }
}

fn row(record: &ByteRecord, expected: usize, columns: &Columns) -> Result<Row, Reason> {
    if record.len() != expected && record.iter().any(|cell| cell.contains(&b'\n')) {
        return Err(Reason::OpenQuote);
    }
    if record.len() != expected {
        return Err(Reason::Cells { found: record.len(), expected });
    }
    let cell = |place: Option<usize>| {
        let bytes = place.and_then(|place| record.get(place)).unwrap_or_default();
        std::str::from_utf8(bytes).map(str::to_owned).map_err(|_| Reason::NotUtf8)
    };
    Ok(Row {
        line: 0,
        name: cell(Some(columns.name))?,
        category: cell(Some(columns.category))?,
        country: cell(columns.country)?,
        website: cell(columns.website)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines of the rows and of those that cannot be read.
    fn lines(list: &str) -> (Vec<u64>, Vec<u64>) {
        let list = read(list.as_bytes()).unwrap();
        let rows = list.rows.iter().map(|row| row.line);
        (rows.collect(), list.unreadable.iter().map(|row| row.line).collect())
    }

    #[test]
    fn a_row_is_on_the_line_that_an_editor_shows() {
        let cases: [(&str, &[u64]); 5] = [
            ("name,category\nA,media\nB,media\nC,media", &[2, 3, 4]),
            ("name,category\n\nA,media\n\n\nB,media\n", &[3, 6]),
            ("\n\nname,category\nA,media\n", &[4]),
            ("name,category\n\"A\nof B\",media\nC,media\n", &[2, 4]),
            ("name,category\n\"A\n\nof B\",media\n\n\"C\n\",media\nD,media\n", &[2, 6, 8]),
        ];
        for (list, expected) in cases {
            for end in ["\n", "\r\n", "\r"] {
                for mark in ["", "\u{feff}"] {
                    let list = format!("{mark}{}", list.replace('\n', end));
                    assert_eq!(lines(&list), (expected.to_vec(), vec![]), "{list:?}");
                }
            }
        }
    }

    #[test]
    fn a_row_that_cannot_be_read_is_named_with_its_line_in_any_file() {
        for end in ["\n", "\r\n"] {
            let list = "name,category\n\nA,b,media\nB,media\n\n\"C\n,media\n".replace('\n', end);
            assert_eq!(lines(&list), (vec![4], vec![3, 6]), "{list:?}");
        }
    }
}
