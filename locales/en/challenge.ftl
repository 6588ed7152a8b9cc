### Control over a domain, as the organisation and staff see it.

challenge-title = Show that the domain is yours
challenge-lead = The register can say that { $domain } is your organisation’s, how we know, and since when. Whoever looks after your domain or your website puts a line of letters and digits there, and we look whether it is there.
challenge-public = Everybody can read what stands at a domain. The line says nothing about you, but its place tells that your organisation has to do with this register.
challenge-get = Get the line to put there
challenge-token = Line
challenge-hindrance-state = A state is known by its official letter, never by its domain.
challenge-hindrance-unnamed = Your organisation is not named in the register. A record at your domain would tell the world, so we never ask for one. If you put one there before, take it away.
challenge-hindrance-no-domain = You gave no website, or one on a domain that others use as well. With a website on a domain of your own you can show that it is yours.
challenge-hindrance-over = This is possible while your signature is being checked, and while it stands in the register.
challenge-keep =
    { $days ->
        [one] Leave it there: we look again every day.
       *[other] Leave it there: we look again every { $days } days.
    }
challenge-missing =
    { $days ->
        [one] It has been missing since { $day }. If it is gone for a day, or its place cannot be reached for { $silent } days, the register no longer counts it.
       *[other] It has been missing since { $day }. If it is gone for { $days } days, or its place cannot be reached for { $silent } days, the register no longer counts it.
    }
challenge-lapsed = Put the line back, and it counts again.
challenge-done-asked = Here is what to put at the domain.
challenge-done-found = We have looked, and found it.
challenge-done-missed = We have looked, and did not find it. Below you see what we saw. A change in DNS can take some hours to be seen everywhere.
challenge-done-busy = We are busy looking at this very moment. Open the page again in half a minute; we also look by ourselves.
challenge-places = Put it in one of two places
challenge-places-what = One is enough.
challenge-dns = Either in DNS
challenge-dns-type = Type of record
challenge-dns-name = Name of the record
challenge-dns-value = Value
challenge-dns-hint = Some providers want the name without “.{ $domain }” at the end.
challenge-file = Or in a file on the website
challenge-file-address = Address of the file
challenge-file-content = Content
challenge-file-hint = A plain text file with this one line, over https with a valid certificate. The address may redirect within { $domain }.
challenge-forward = Forward it
challenge-forward-what = You do not look after the domain yourself? Copy this text to whoever does.
challenge-forward-mail = Write a mail with this text
challenge-forward-subject = Please add a record to { $domain }
challenge-forward-text =
    Hello,

    our organisation has signed “{ $title }”. The register would like to see that { $domain } is ours. Please put one line there. One of these two ways is enough:

    1. A TXT record in DNS
    Name: { $record }
    Value: { $token }

    2. Or a plain text file on the website
    Address: { $file }
    Content: { $token }

    The line holds no secret and gives nobody access to anything. Please leave it there: the register looks again from time to time.

    Thank you!
challenge-seen = What we see there
challenge-seen-what = We look by ourselves, often at first and then less often. You need not wait for it.
challenge-seen-at = Last looked
challenge-seen-dns = In DNS
challenge-seen-file = On the website
challenge-dns-found = The record is there.
challenge-dns-nothing = There is no TXT record of this name.
challenge-dns-other = There is a TXT record of this name, but its value is another.
challenge-dns-elsewhere = The name leads elsewhere.
challenge-dns-silent = The name servers of the domain do not answer, answer too much, or do not agree.
challenge-file-found = The file is there.
challenge-file-nothing = There is no such file.
challenge-file-other = There is something at this address, but not this line as plain text.
challenge-file-elsewhere = The address leads away from the domain, to another port, or to an address without https.
challenge-file-silent = The website does not answer over https, has no valid certificate, or is not on a public address.
challenge-check = Look now
challenge-waiting = We go on looking by ourselves.
challenge-given-up = We no longer look by ourselves. Press the button once it is there.
