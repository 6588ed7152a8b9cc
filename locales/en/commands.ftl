### What the commands say of values that somebody else wrote, and what to do.

import-missing-name = Write the full name
import-missing-category = Write what kind of organisation it is: { $codes }
import-unknown-choice-category = Write one of these: { $codes }
import-country-unknown-country = Write the two letters of the country or territory (ISO 3166), for example DK
import-country-missing-country = Write the two letters of the country or territory, or name one for all such lines with --default-country
import-open-quote = A quotation mark is opened on this line and not closed, so the lines below were taken for the same row. Close it; within a text write it twice
import-wrong-cells = The line has { NUMBER($found) } cells and the header { NUMBER($expected) }. Put quotation marks around a cell that has a comma in it
import-not-utf8 = The line is not UTF-8. Save the list as UTF-8 and import it again
