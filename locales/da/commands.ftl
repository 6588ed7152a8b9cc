### Hvad kommandoerne siger om værdier, som andre har skrevet, og hvad man gør.

import-missing-name = Skriv det fulde navn
import-missing-category = Skriv, hvilken slags organisation det er: { $codes }
import-unknown-choice-category = Skriv en af disse: { $codes }
import-country-unknown-country = Skriv landets eller områdets to bogstaver (ISO 3166), for eksempel DK
import-country-missing-country = Skriv landets eller områdets to bogstaver, eller angiv ét for alle sådanne linjer med --default-country
import-open-quote = Et anførselstegn åbnes på denne linje og lukkes ikke, så linjerne nedenunder blev taget for samme række. Luk det; inde i en tekst skrives det to gange
import-wrong-cells = Linjen har { NUMBER($found) } celler og overskriften { NUMBER($expected) }. Sæt anførselstegn om en celle, der indeholder et komma
import-not-utf8 = Linjen er ikke UTF-8. Gem listen som UTF-8, og importér den igen
