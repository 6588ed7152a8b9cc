### A copy of the register that can only be read.

still-notice = This is a read-only copy, made on { $day }, of
still-size =
    { $count ->
        [one] It holds the first entry of the register’s log.
       *[other] It holds the first { $count } entries of the register’s log.
    }
still-check = Check the copy yourself
still-own = This page is from the original site and tells how things stood there. This copy sets no cookies, keeps nothing about you, and takes no signatures, reports or questions.
still-how = Nobody can sign here: this is a copy to read. This is how those in the register signed.
still-signatories-lead =
    { $count ->
        [one] { $count } organisation has signed the Call.
       *[other] { $count } organisations have signed the Call.
    }
still-find = All of them stand on this page. To find a name, use your browser’s search (Ctrl+F, or ⌘F on a Mac).
still-orders = Orders of the list
still-jump = Parts of this page
still-by-name = By name
still-by-category = By category
still-by-country = By country or territory
still-by-version = By version signed
still-signs = Figures and signs
still-other = Other alphabets
still-no-country = No single country
still-computed = A status is computed from dates and reports. Here it is that of the day on which the copy was made.
still-take = The same list as a file. Published under CC0 1.0; no personal data.
still-data-lead = The whole public register as files.
still-data-files = The same lists as on the pages, complete.
still-data-json = JSON
still-data-api = Whole lists, each in one file. Times are RFC 3339 in UTC, days are ISO 8601, countries ISO 3166-1, currencies ISO 4217 in minor units, languages BCP 47. Whole addresses in the data are those of the original site.
still-verify = The program that ran the original site can check this copy, from any computer. Put the address of this site in the place of COPY, or a folder with its files:
still-place = COPY
still-moved = This signatory was merged into another
still-moved-on = Go to the other signatory
