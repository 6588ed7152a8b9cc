### Hvordan kolleger logger ind uden adgangskode og kode: adgangsnøgler, ministeriets login; og hvor nogen er logget ind.

# Adgangsnøgler
staff-sign-in-passkey = Log ind med en adgangsnøgle
staff-passkey-get-title = Brug din adgangsnøgle
staff-passkey-get-waiting = Din browser beder om din adgangsnøgle. Gør, som den siger.
staff-passkey-get-failed = Der kom intet svar fra din browser. Måske lukkede du dens vindue, eller der er ingen adgangsnøgle til dette websted på enheden.
staff-passkey-create-title = Tilføj en adgangsnøgle
staff-passkey-create-waiting = Din browser spørger, hvor den nye adgangsnøgle skal gemmes. Gør, som den siger.
staff-passkey-create-failed = Der blev ikke lavet nogen adgangsnøgle. Måske lukkede du vinduet, enheden har allerede en til din konto, eller den kan ikke sikre sig, at det er dig.
staff-passkey-no-script = Denne side kræver JavaScript: Kun et script kan bede din browser om en adgangsnøgle. Alt andet her virker uden.
staff-passkey-again = Prøv igen
staff-passkey-other-way = Vælg en anden måde
staff-passkeys-title = Adgangsnøgler
staff-passkeys-lead = En adgangsnøgle lukker dig ind uden adgangskode og kode: Din enhed eller sikkerhedsnøgle sikrer sig, at det er dig. Tilføj en på hver enhed, du arbejder på.
staff-passkeys-number = Dette websted har et tal som adresse, og adgangsnøgler hører til et navn. Den, der driver serveren, giver det et: på denne computer localhost i stedet for 127.0.0.1.
staff-passkeys-name = Navn på den nye adgangsnøgle
staff-passkeys-name-hint = Så du kan kende den igen, for eksempel bærbar på arbejdet
staff-passkeys-add = Tilføj en adgangsnøgle
staff-passkeys-added = Tilføjet { $at }
staff-passkeys-used = Sidst brugt { $at }
staff-passkeys-unused = Ikke brugt endnu
staff-passkeys-remove = Fjern
staff-identity-passkey = Bekræft med en adgangsnøgle
staff-done-passkey = Adgangsnøglen er tilføjet. Fra nu af kan du logge ind med den.
staff-done-passkey-removed = Adgangsnøglen er fjernet. Den lukker ikke længere nogen ind.

# Ministeriets login
staff-sign-in-provider = Log ind med din ministeriekonto
staff-sign-in-provider-only = Log ind med din ministeriekonto. Adgangskode og kode er for administratorer, når det ikke virker.
staff-identity-provider = Bekræft med din ministeriekonto
staff-setup-provider-lead = Du kan bruge den konto, du logger ind med overalt i ministeriet. Så behøver du ingen adgangskode her.
staff-setup-provider-title = Sæt din konto op
staff-setup-provider-only = Velkommen, { $name }. Du kommer ind med den konto, du logger ind med overalt i ministeriet, så du skal ikke vælge nogen adgangskode.
staff-setup-provider = Brug min ministeriekonto
staff-provider-title = Ministeriekonto
staff-provider-lead = Med den logger du ind her som overalt i ministeriet. Dine grupper dér afgør, hvilke af dine roller du kan bruge.
staff-provider-linked = Tilknyttet { $at }
staff-provider-link = Tilknyt min ministeriekonto
staff-provider-unlink = Fjern tilknytningen
staff-provider-go-title = Til ministeriets login
staff-provider-go-lead = Du sendes videre til { $host }. Sker der ikke noget, så gå selv dertil.
staff-provider-go = Gå til ministeriets login
staff-provider-back-title = Du er tilbage
staff-provider-back-lead = Ministeriets login har sendt dig tilbage hertil.
staff-provider-back = Gå videre
staff-done-provider = Din ministeriekonto er tilknyttet.
staff-done-provider-unlinked = Tilknytningen til din ministeriekonto er fjernet.

# Hvor nogen er logget ind
staff-sessions-where = Her er du logget ind
staff-sessions-browser = Browser
staff-sessions-end = Log ud
staff-done-session-ended = Browseren er logget ud.
staff-people-sign-out-title = Log din kollega ud
staff-people-sign-out-lead = Afslutter straks alle din kollegas sessioner, for eksempel når en computer er stjålet. Kollegaen kan logge ind igen; luk kontoen, hvis det ikke må ske.
staff-people-sign-out = Log ud alle steder
staff-done-signed-out = Din kollega er logget ud alle steder.
session-means-link = med et link i en mail
session-means-password = med adgangskode og kode
session-means-recovery = med adgangskode og en gendannelseskode
session-means-passkey = med en adgangsnøgle
session-means-provider = med ministeriekontoen
browser-on = { $program } på { $system }
browser-chrome = Chrome
browser-edge = Edge
browser-firefox = Firefox
browser-safari = Safari
browser-other = En anden browser
system-android = Android
system-ios = iOS
system-linux = Linux
system-mac = macOS
system-windows = Windows
system-other = et andet system

# Hvad revisionssporet siger
case-act-staff-passkey-added = tilføjede en adgangsnøgle.
case-act-staff-passkey-removed = fjernede en adgangsnøgle.
case-act-staff-provider-linked = tilknyttede sin ministeriekonto.
case-act-staff-provider-unlinked = fjernede tilknytningen til sin ministeriekonto.
case-act-staff-signed-out-everywhere = loggede en kollega ud alle steder.
