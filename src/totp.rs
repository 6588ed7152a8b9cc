//! The second factor of staff: time-based codes (RFC 6238), their QR code, and recovery codes.
//!
//! SHA-1, six digits, 30 seconds: what every authenticator app knows. Remembering which step was
//! used, and keeping the secret sealed, is the caller's part.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use data_encoding::BASE32_NOPAD;
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};
use totp_rs::{Builder, Totp};
use url::form_urlencoded;

use crate::clock::Chance;
use crate::domain::{Error, Moment, Result, limits};
use crate::secret::{LETTERS, pick};

/// Seconds that a code lives.
const STEP_SECONDS: i64 = 30;
/// Steps before and after the present one whose codes are taken, since clocks differ.
const WINDOW: i64 = 1;

/// A new secret, 160 random bits in Base32 as people type it into an app.
pub fn secret(chance: &dyn Chance) -> String {
    let mut bytes = [0; 20];
    chance.fill(&mut bytes);
    BASE32_NOPAD.encode(&bytes)
}

/// The address that an authenticator app reads (Key URI Format).
pub fn uri(issuer: &str, account: &str, secret: &str) -> String {
    let (issuer, account) = (encoded(issuer), encoded(account));
    format!(
        "otpauth://totp/{issuer}:{account}?secret={secret}&issuer={issuer}&algorithm=SHA1&digits=6&period={STEP_SECONDS}"
    )
}

/// The code that an app shows at this moment.
pub fn code_at(secret: &str, at: Moment) -> Result<String> {
    Ok(code_of_step(&generator(secret)?, step_of(at)))
}

/// The step whose code this is, if it is one of now, just before or just after, and later than the
/// last step used. The caller keeps it, so that no code is taken twice.
pub fn check(secret: &str, code: &str, at: Moment, last_step: i64) -> Option<i64> {
    let typed: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let generator = generator(secret).ok()?;
    let now = step_of(at);
    (now - WINDOW..=now + WINDOW).filter(|step| *step > last_step).find(|step| {
        verify_slices_are_equal(code_of_step(&generator, *step).as_bytes(), typed.as_bytes()).is_ok()
    })
}

/// The address as an SVG picture for a page: no script, no style, always dark on white.
pub fn qr_svg(uri: &str) -> Result<String> {
    let code = QrCode::with_error_correction_level(uri, EcLevel::M).map_err(Error::internal)?;
    let picture: String = code
        .render()
        .min_dimensions(240, 240)
        .dark_color(svg::Color("#000"))
        .light_color(svg::Color("#fff"))
        .build();
    let start = picture.find("<svg").unwrap_or(0);
    Ok(picture[start..].to_owned())
}

/// Ten new codes of the form `xxxx-xxxx` for somebody who lost the app. Each works once. Keep them
/// only as `Secrets::blind_index`: a plain hash of 40 bits is soon guessed.
pub fn recovery_codes(chance: &dyn Chance) -> Vec<String> {
    let code = || format!("{}-{}", pick(chance, LETTERS, 4), pick(chance, LETTERS, 4));
    (0..limits::RECOVERY_CODES).map(|_| code()).collect()
}

/// A recovery code as it was given, from what was typed: case, spaces and hyphen do not matter.
pub fn recovery_code(typed: &str) -> String {
    let plain: String =
        typed.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    match plain.split_at_checked(4) {
        Some((first, second)) => format!("{first}-{second}"),
        None => plain,
    }
}

fn generator(secret: &str) -> Result<Totp> {
    let bytes = BASE32_NOPAD.decode(secret.as_bytes()).map_err(Error::internal)?;
    let step = STEP_SECONDS.unsigned_abs();
    Builder::new().with_secret(bytes).with_step_duration(step).build().map_err(Error::internal)
}

fn step_of(at: Moment) -> i64 {
    at.seconds().div_euclid(STEP_SECONDS)
}

fn code_of_step(generator: &Totp, step: i64) -> String {
    generator.generate(step.max(0).unsigned_abs() * STEP_SECONDS.unsigned_abs()).to_string()
}

/// Percent-encoded for an address; apps do not read `+` as a space.
fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SystemChance;
    use chrono::Duration;

    /// The secret of RFC 6238, appendix B: the bytes "12345678901234567890".
    const RFC: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    fn at(seconds: i64) -> Moment {
        Moment::from_millis(seconds * 1_000)
    }

    #[test]
    fn the_vectors_of_rfc_6238() {
        // The last six of the eight digits printed there.
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(code_at(RFC, at(seconds)).unwrap(), code, "{seconds}");
        }
    }

    #[test]
    fn a_code_is_taken_a_step_early_or_late_and_once() {
        let now = at(1_111_111_111);
        let step = 1_111_111_111 / 30;
        assert_eq!(check(RFC, "050 471", now, 0), Some(step));
        assert_eq!(check(RFC, "050471", now + Duration::seconds(30), 0), Some(step));
        assert_eq!(check(RFC, "050471", now - Duration::seconds(30), 0), Some(step));
        assert_eq!(check(RFC, "050471", now + Duration::seconds(60), 0), None);
        assert_eq!(check(RFC, "050471", now, step), None);
        assert_eq!(check(RFC, "081804", now, step), None, "an older code after a newer one");
        for wrong in ["", "050472", "50471", "0504711", "abcdef"] {
            assert_eq!(check(RFC, wrong, now, 0), None, "{wrong}");
        }
        assert_eq!(check("not base32!", "050471", now, 0), None);
    }

    #[test]
    fn a_new_secret_works_at_once() {
        let secret = secret(&SystemChance);
        assert_eq!(secret.len(), 32);
        let code = code_at(&secret, at(1_700_000_000)).unwrap();
        assert!(check(&secret, &code, at(1_700_000_000), 0).is_some());
    }

    #[test]
    fn the_address_and_its_picture() {
        let uri = uri("Tilsagn & Co", "mette+1@example.org", RFC);
        assert_eq!(
            uri,
            format!(
                "otpauth://totp/Tilsagn%20%26%20Co:mette%2B1%40example.org?secret={RFC}\
                 &issuer=Tilsagn%20%26%20Co&algorithm=SHA1&digits=6&period=30"
            )
        );
        let picture = qr_svg(&uri).unwrap();
        assert!(picture.starts_with("<svg ") && picture.ends_with("</svg>"), "{picture}");
        assert!(!picture.contains("style"), "{picture}");
        assert!(qr_svg(&"x".repeat(5_000)).is_err());
    }

    #[test]
    fn recovery_codes_survive_typing() {
        let codes = recovery_codes(&SystemChance);
        assert_eq!(codes.len(), 10);
        for code in &codes {
            assert_eq!((code.len(), code.find('-')), (9, Some(4)), "{code}");
            let typed = format!(" {} ", code.replace('-', " ").to_uppercase());
            assert_eq!(recovery_code(&typed), *code);
        }
        assert_eq!(recovery_code("ab"), "ab");
    }
}
