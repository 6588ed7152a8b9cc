//! Owns where the demo's organisations come from: countries, how many from each, in which tongue, paying in what.

/// A country with its share.
#[derive(Debug)]
pub struct Land {
    /// ISO 3166-1 alpha-2.
    pub country: &'static str,
    /// How many of some 600 organisations are from there.
    pub weight: usize,
    /// The tongue beside English; `en` where there is none.
    pub tongue: &'static str,
    /// How many of a hundred names are in that tongue.
    pub native: usize,
    /// ISO 4217.
    pub currency: &'static str,
}

const fn land(
    country: &'static str,
    weight: usize,
    tongue: &'static str,
    native: usize,
    currency: &'static str,
) -> Land {
    Land { country, weight, tongue, native, currency }
}

/// Every country that somebody signs from, the host first.
#[rustfmt::skip]
pub const LANDS: &[Land] = &[
    land("DK", 62, "da", 85, "DKK"), land("SE", 22, "sv", 80, "SEK"), land("NO", 18, "nb", 80, "NOK"),
    land("FI", 14, "fi", 75, "EUR"), land("IS", 5, "is", 80, "ISK"), land("GB", 34, "en", 0, "GBP"),
    land("IE", 9, "en", 0, "EUR"), land("DE", 36, "de", 85, "EUR"), land("AT", 8, "de", 90, "EUR"),
    land("CH", 9, "de", 60, "CHF"), land("NL", 18, "nl", 75, "EUR"), land("BE", 9, "fr", 60, "EUR"),
    land("LU", 3, "fr", 60, "EUR"), land("FR", 26, "fr", 90, "EUR"), land("ES", 18, "es", 90, "EUR"),
    land("PT", 9, "pt", 85, "EUR"), land("IT", 16, "it", 85, "EUR"), land("MT", 2, "en", 0, "EUR"),
    land("PL", 14, "pl", 80, "PLN"), land("CZ", 8, "cs", 80, "CZK"), land("SK", 4, "cs", 50, "EUR"),
    land("EE", 6, "en", 0, "EUR"), land("LV", 4, "en", 0, "EUR"), land("LT", 5, "en", 0, "EUR"),
    land("UA", 14, "uk", 70, "UAH"), land("MD", 3, "en", 0, "MDL"), land("RO", 7, "en", 0, "RON"),
    land("BG", 6, "bg", 75, "EUR"), land("GR", 8, "el", 75, "EUR"), land("CY", 3, "el", 60, "EUR"),
    land("HR", 4, "en", 0, "EUR"), land("SI", 3, "en", 0, "EUR"), land("RS", 4, "en", 0, "RSD"),
    land("BA", 2, "en", 0, "BAM"), land("AL", 2, "en", 0, "ALL"), land("MK", 2, "bg", 30, "MKD"),
    land("XK", 2, "en", 0, "EUR"), land("ME", 1, "en", 0, "EUR"), land("HU", 5, "en", 0, "HUF"),
    land("GE", 6, "ka", 70, "GEL"), land("AM", 3, "en", 0, "AMD"), land("TR", 8, "tr", 75, "TRY"),
    land("IL", 5, "he", 65, "ILS"), land("JO", 4, "ar", 65, "JOD"), land("LB", 4, "ar", 55, "LBP"),
    land("TN", 5, "ar", 60, "TND"), land("MA", 5, "ar", 60, "MAD"), land("EG", 4, "ar", 60, "EGP"),
    land("KW", 2, "ar", 60, "KWD"), land("IQ", 2, "ar", 65, "IQD"), land("KE", 11, "en", 0, "KES"),
    land("NG", 9, "en", 0, "NGN"), land("GH", 7, "en", 0, "GHS"), land("ZA", 9, "en", 0, "ZAR"),
    land("UG", 4, "en", 0, "UGX"), land("TZ", 4, "en", 0, "TZS"), land("RW", 3, "en", 0, "RWF"),
    land("SN", 5, "fr", 80, "XOF"), land("CI", 3, "fr", 80, "XOF"), land("BF", 2, "fr", 80, "XOF"),
    land("CM", 3, "fr", 60, "XAF"), land("MZ", 2, "pt", 80, "MZN"), land("CV", 1, "pt", 80, "CVE"),
    land("BW", 2, "en", 0, "BWP"), land("NA", 2, "en", 0, "NAD"), land("ZM", 2, "en", 0, "ZMW"),
    land("MW", 2, "en", 0, "MWK"), land("GM", 1, "en", 0, "GMD"), land("US", 30, "en", 0, "USD"),
    land("CA", 14, "en", 0, "CAD"), land("MX", 9, "es", 90, "MXN"), land("GT", 3, "es", 90, "GTQ"),
    land("CR", 4, "es", 85, "CRC"), land("CO", 7, "es", 90, "COP"), land("PE", 4, "es", 90, "PEN"),
    land("CL", 6, "es", 90, "CLP"), land("AR", 7, "es", 90, "ARS"), land("UY", 3, "es", 90, "UYU"),
    land("BO", 2, "es", 90, "BOB"), land("EC", 2, "es", 90, "USD"), land("DO", 2, "es", 90, "DOP"),
    land("BR", 13, "pt", 90, "BRL"), land("JM", 2, "en", 0, "JMD"), land("TT", 2, "en", 0, "TTD"),
    land("IN", 16, "hi", 45, "INR"), land("NP", 4, "hi", 55, "NPR"), land("BD", 5, "en", 0, "BDT"),
    land("LK", 3, "en", 0, "LKR"), land("PK", 3, "en", 0, "PKR"), land("JP", 12, "ja", 75, "JPY"),
    land("KR", 10, "ko", 75, "KRW"), land("TW", 8, "zh", 75, "TWD"), land("SG", 4, "zh", 25, "SGD"),
    land("MY", 4, "en", 0, "MYR"), land("ID", 6, "en", 0, "IDR"), land("PH", 6, "en", 0, "PHP"),
    land("TH", 3, "en", 0, "THB"), land("VN", 3, "vi", 80, "VND"), land("MN", 2, "en", 0, "MNT"),
    land("AU", 11, "en", 0, "AUD"), land("NZ", 7, "en", 0, "NZD"), land("FJ", 2, "en", 0, "FJD"),
    land("WS", 1, "en", 0, "WST"),
];

/// How many units of a currency are about one euro, so that amounts look likely. This is no exchange rate: nothing is
/// ever converted with it.
pub fn likely_factor(currency: &str) -> i64 {
    match currency {
        "DKK" | "SEK" | "NOK" | "TWD" | "ZAR" | "MXN" | "GTQ" | "BOB" | "MAD" | "TRY" | "UAH" | "PLN" => 10,
        "ISK" | "JPY" | "KES" | "INR" | "HUF" | "JMD" | "RSD" | "AMD" | "ALL" | "DOP" | "PHP" | "CVE" => 100,
        "KRW" | "CLP" | "ARS" | "XOF" | "XAF" | "NGN" | "CRC" | "RWF" | "IQD" => 1_000,
        "COP" | "UGX" | "TZS" | "IDR" | "MNT" | "MWK" => 4_000,
        "VND" | "LBP" => 25_000,
        _ => 1,
    }
}

/// The land with this code; the host where there is none.
pub fn land_of(country: &str) -> &'static Land {
    LANDS.iter().find(|land| land.country == country).unwrap_or(&LANDS[0])
}
