### The accessibility statement, by the model of Implementing Decision (EU) 2018/1523.

accessibility-title = Accessibility statement
accessibility-commitment = { $ministry } is committed to making its website accessible, in accordance with national law that implements Directive (EU) 2016/2102.
accessibility-scope = This statement applies to { $address }.
accessibility-status = Compliance status
accessibility-status-text = This website is partially compliant with the harmonised standard EN 301 549 and the Web Content Accessibility Guidelines (WCAG) 2.2 level AA, because of the exceptions below.
accessibility-not = What is not accessible
accessibility-not-text = The following is not accessible, for the reasons given.
accessibility-noncompliance = Not in line with the rules
accessibility-lack-languages = Names, statements and commitments are written by the signatories. Where we do not know the language of a text, it is not marked, and a screen reader may read it in the language of the page (WCAG 3.1.2).
accessibility-lack-tested = The pages have been tested by machine, and not yet with screen readers or by people with disabilities. Problems that a machine does not find may remain.
accessibility-outside = Outside the scope of the rules
accessibility-lack-map = The world map is hidden from assistive technology. The same figures, with the same links, are in a table right below it.
accessibility-lack-written = Websites of signatories that we link to are not ours.
accessibility-prepared = How this statement was prepared
accessibility-prepared-on = This statement was prepared on
accessibility-prepared-how = It rests on our own assessment: automatic checks with axe-core of every kind of page, on wide and narrow screens. We review it at least once a year.
accessibility-feedback = Feedback and contact
accessibility-feedback-text = Tell us if something does not work for you, or if you need content in another form. Say which page it is and what you tried to do. We answer within two weeks.
accessibility-enforce = Enforcement
accessibility-enforce-text = If our answer does not satisfy you, you can turn to the body that supervises the rules.
accessibility-enforce-missing = The ministry has not entered the name of that body yet. Write to us and we will tell you.
