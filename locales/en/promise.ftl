### The form of one commitment, where an organisation signs and where it adds one later.

promise-kind = What kind of commitment is it?
promise-kind-action-hint = You will do something yourselves.
promise-kind-funding-hint = You will give money to others.
promise-kind-offer-hint = You offer others knowledge, help, tools or data.
promise-title = Title
promise-title-hint = One line that says what will be there in the end.
promise-action = What will you do?
promise-action-hint = Name who does it, for whom, and what is left out. Up to { NUMBER($limit) } characters.
promise-paragraphs = Which paragraphs of the Call does it serve?
promise-paragraphs-hint = Choose as many as fit.
promise-measure = How can one tell that it is done?
promise-measure-deliverable = It is there, or it is not
promise-measure-deliverable-hint = For example a published report, a new service, a changed rule.
promise-measure-indicator = By a number that reaches a target
promise-measure-indicator-hint = For example editors trained, from 0 to 200.
promise-unit = What is counted?
promise-unit-hint = For example editors trained, or per cent of services.
promise-baseline = The number now
promise-target = The number you promise
promise-amount = Amount
promise-amount-hint = In full, for example 250 000. You are not paying anything here.
promise-currency = Currency
promise-stage = How far is the money?
promise-stage-announced = Announced
promise-stage-committed = Committed in a budget or contract
promise-stage-disbursed = Paid out
promise-start-day = When does it start?
promise-due-day = When will it be done?
promise-due-day-hint = The day by which one can check it, for example 30 6 2028
promise-countries = Where it takes place
promise-countries-legend = Countries and territories

stage-announced = announced
stage-committed = committed
stage-disbursed = paid out
