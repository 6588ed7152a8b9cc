//! Cells of tables, as spreadsheets open them. A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a
//! formula; such text gets an apostrophe in front, so that what somebody signed with cannot run on somebody else's machine.

/// The cell with an apostrophe before whatever a spreadsheet would run, also where one that parts cells by semicolons
/// would begin another. Negative numbers stay numbers.
pub fn harmless(cell: String) -> String {
    let digits = |rest: &str| rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if cell.strip_prefix('-').is_some_and(digits) {
        return cell;
    }
    let (mut safe, mut begins) = (String::with_capacity(cell.len()), true);
    for c in cell.chars() {
        if begins && matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r') {
            safe.push('\'');
        }
        safe.push(c);
        begins = matches!(c, ';' | '\n');
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for bad in ["=1+1", "+45", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(\"http://x.example\")"] {
            assert_eq!(harmless(bad.to_owned()), format!("'{bad}"));
        }
        assert_eq!(harmless("Evil;=1+1 ;-2".to_owned()), "Evil;'=1+1 ;'-2");
        assert_eq!(harmless("two lines\n@x".to_owned()), "two lines\n'@x");
        assert_eq!(harmless("=cmd|' /C calc'!A0".to_owned()), "'=cmd|' /C calc'!A0");
        for good in ["Nordisk Skovråd", "a=b", "", "'tis", "-3.5"] {
            assert_eq!(harmless(good.to_owned()), good);
        }
    }
}
