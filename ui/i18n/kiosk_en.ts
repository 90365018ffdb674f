<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name></name>
    <message id="simulation.banner">
        <source></source>
        <translation>Demonstration · nothing here is real</translation>
    </message>
    <message id="connecting.title">
        <source></source>
        <translation>One moment, please</translation>
    </message>
    <message id="connecting.title_other">
        <source></source>
        <translation>请稍候</translation>
    </message>
    <message id="message.unknown">
        <source></source>
        <translation>One moment, please, or ask a member of staff</translation>
    </message>
    <message id="setting.text_large">
        <source></source>
        <translation>Larger</translation>
    </message>
    <message id="setting.text_normal">
        <source></source>
        <translation>Smaller</translation>
    </message>
    <message id="setting.contrast_high">
        <source></source>
        <translation>Contrast</translation>
    </message>
    <message id="setting.contrast_normal">
        <source></source>
        <translation>Colours</translation>
    </message>
    <message id="steps.identify">
        <source></source>
        <translation>ID card</translation>
    </message>
    <message id="steps.face">
        <source></source>
        <translation>Face</translation>
    </message>
    <message id="steps.choose">
        <source></source>
        <translation>Service</translation>
    </message>
    <message id="steps.fill">
        <source></source>
        <translation>Form</translation>
    </message>
    <message id="steps.review">
        <source></source>
        <translation>Check</translation>
    </message>
    <message id="steps.finish">
        <source></source>
        <translation>Done</translation>
    </message>
    <message id="steps.position">
        <source></source>
        <translation>Step {now} of {all}: {name}</translation>
    </message>
    <message id="idle.title">
        <source></source>
        <translation>Are you still there?</translation>
    </message>
    <message id="idle.body">
        <source></source>
        <translation>This visit ends in {seconds} seconds and your details are cleared</translation>
    </message>
    <message id="idle.stay">
        <source></source>
        <translation>I am still here</translation>
    </message>
    <message id="action.back">
        <source></source>
        <translation>Back</translation>
    </message>
    <message id="action.leave">
        <source></source>
        <translation>Leave</translation>
    </message>
    <message id="action.help">
        <source></source>
        <translation>Help</translation>
    </message>
    <message id="action.continue">
        <source></source>
        <translation>Continue</translation>
    </message>
    <message id="action.page_up">
        <source></source>
        <translation>Go up</translation>
    </message>
    <message id="action.page_down">
        <source></source>
        <translation>See more</translation>
    </message>
    <message id="action.again">
        <source></source>
        <translation>Try again</translation>
    </message>
    <message id="action.staff">
        <source></source>
        <translation>Go to a staffed desk</translation>
    </message>
    <message id="action.return">
        <source></source>
        <translation>Go back</translation>
    </message>
    <message id="action.stay">
        <source></source>
        <translation>Carry on</translation>
    </message>
    <message id="action.finish">
        <source></source>
        <translation>I am finished</translation>
    </message>
    <message id="action.more">
        <source></source>
        <translation>Another service</translation>
    </message>
    <message id="action.reprint">
        <source></source>
        <translation>Print again</translation>
    </message>
    <message id="action.print_pages">
        <source></source>
        <translation>Print on A4</translation>
    </message>
    <message id="action.reprint_pages">
        <source></source>
        <translation>Print A4 again</translation>
    </message>
    <message id="action.print">
        <source></source>
        <translation>Print this</translation>
    </message>
    <message id="action.track">
        <source></source>
        <translation>See my applications</translation>
    </message>
    <message id="action.services">
        <source></source>
        <translation>See other services</translation>
    </message>
    <message id="action.submit">
        <source></source>
        <translation>Submit</translation>
    </message>
    <message id="action.change">
        <source></source>
        <translation>Change</translation>
    </message>
    <message id="action.yes">
        <source></source>
        <translation>Yes</translation>
    </message>
    <message id="action.no">
        <source></source>
        <translation>No</translation>
    </message>
    <message id="action.skip">
        <source></source>
        <translation>Go on without it</translation>
    </message>
    <message id="action.wait">
        <source></source>
        <translation>Wait a little</translation>
    </message>
    <message id="action.ok">
        <source></source>
        <translation>OK</translation>
    </message>
    <message id="attract.touch">
        <source></source>
        <translation>Touch to begin</translation>
    </message>
    <message id="attract.touch_other">
        <source></source>
        <translation>点击屏幕开始</translation>
    </message>
    <message id="attract.title">
        <source></source>
        <translation>Social security self-service</translation>
    </message>
    <message id="attract.help">
        <source></source>
        <translation>Please have your ID card ready</translation>
    </message>
    <message id="attract.title_other">
        <source></source>
        <translation>社保自助办理</translation>
    </message>
    <message id="attract.no_scanner">
        <source></source>
        <translation>The scanner is out of use; please use the card reader</translation>
    </message>
    <message id="attract.no_chip_reader">
        <source></source>
        <translation>The card reader is out of use; please use the scanner</translation>
    </message>
    <message id="attract.no_camera">
        <source></source>
        <translation>No face check now; some services are at the staffed desks</translation>
    </message>
    <message id="attract.no_receipt">
        <source></source>
        <translation>No printed receipts now; services work as usual</translation>
    </message>
    <message id="attract.central_down">
        <source></source>
        <translation>The network is down; some services still work and are kept safely</translation>
    </message>
    <message id="attract.hours.title">
        <source></source>
        <translation>We are closed now</translation>
    </message>
    <message id="attract.hours.body">
        <source></source>
        <translation>Please come back during opening hours</translation>
    </message>
    <message id="attract.today">
        <source></source>
        <translation>Hours today: {hours}</translation>
    </message>
    <message id="attract.opens_today">
        <source></source>
        <translation>Opens today at {time}</translation>
    </message>
    <message id="attract.opens_tomorrow">
        <source></source>
        <translation>Opens tomorrow at {time}</translation>
    </message>
    <message id="attract.opens_later">
        <source></source>
        <translation>Opens on {date} at {time}</translation>
    </message>
    <message id="attract.withdrawn.title">
        <source></source>
        <translation>This kiosk is out of service</translation>
    </message>
    <message id="attract.withdrawn.body">
        <source></source>
        <translation>Please use the next kiosk, or go to a staffed desk.</translation>
    </message>
    <message id="attract.door_open.title">
        <source></source>
        <translation>This kiosk is being serviced</translation>
    </message>
    <message id="attract.door_open.body">
        <source></source>
        <translation>Please use another kiosk, or go to a staffed desk</translation>
    </message>
    <message id="attract.battery_low.title">
        <source></source>
        <translation>No mains power: this kiosk has paused</translation>
    </message>
    <message id="attract.battery_low.body">
        <source></source>
        <translation>What was submitted is safe. Please go to a staffed desk</translation>
    </message>
    <message id="attract.on_battery.title">
        <source></source>
        <translation>No mains power: this kiosk has paused</translation>
    </message>
    <message id="attract.on_battery.body">
        <source></source>
        <translation>It starts again by itself. Please go to a staffed desk</translation>
    </message>
    <message id="attract.no_card_reading.title">
        <source></source>
        <translation>This kiosk cannot read cards now</translation>
    </message>
    <message id="attract.no_card_reading.body">
        <source></source>
        <translation>Please use another kiosk, or go to a staffed desk</translation>
    </message>
    <message id="attract.no_id_card">
        <source></source>
        <translation>ID cards cannot be read now; use your social security card</translation>
    </message>
    <message id="attract.no_id_card_code">
        <source></source>
        <translation>ID cards cannot be read now; use your electronic card</translation>
    </message>
    <message id="attract.no_card_reader">
        <source></source>
        <translation>Social security cards cannot be inserted now; other documents work</translation>
    </message>
    <message id="attract.no_code_scanner">
        <source></source>
        <translation>Electronic cards cannot be scanned now; other documents work</translation>
    </message>
    <message id="attract.no_pages">
        <source></source>
        <translation>A4 pages cannot be printed now; staffed desks print them</translation>
    </message>
    <message id="attract.on_battery">
        <source></source>
        <translation>No mains power: this kiosk goes on with its battery</translation>
    </message>
    <message id="attract.card_kept">
        <source></source>
        <translation>A forgotten card is kept inside; ask staff for it</translation>
    </message>
    <message id="attract.card_lying">
        <source></source>
        <translation>Someone left a card here; please give it to staff</translation>
    </message>
    <message id="language.title">
        <source></source>
        <translation>Choose your language</translation>
    </message>
    <message id="language.zh">
        <source></source>
        <translation>中文</translation>
    </message>
    <message id="language.zh.note">
        <source></source>
        <translation>Mandarin Chinese</translation>
    </message>
    <message id="language.en">
        <source></source>
        <translation>English</translation>
    </message>
    <message id="language.en.note">
        <source></source>
        <translation>English</translation>
    </message>
    <message id="language.help">
        <source></source>
        <translation>You can change it at any time at the top right</translation>
    </message>
    <message id="privacy.title">
        <source></source>
        <translation>Before we start</translation>
    </message>
    <message id="privacy.help">
        <source></source>
        <translation>We only use what your service needs</translation>
    </message>
    <message id="privacy.card">
        <source></source>
        <translation>Your ID card is read</translation>
    </message>
    <message id="privacy.card.why">
        <source></source>
        <translation>to know who is applying</translation>
    </message>
    <message id="privacy.face">
        <source></source>
        <translation>Your face is checked</translation>
    </message>
    <message id="privacy.face.why">
        <source></source>
        <translation>against your ID and official photo only; no picture is kept</translation>
    </message>
    <message id="privacy.send">
        <source></source>
        <translation>Your application is encrypted</translation>
    </message>
    <message id="privacy.send.why">
        <source></source>
        <translation>only the staff in charge can read it</translation>
    </message>
    <message id="privacy.wipe">
        <source></source>
        <translation>Nothing stays here</translation>
    </message>
    <message id="privacy.wipe.why">
        <source></source>
        <translation>cleared as soon as you leave</translation>
    </message>
    <message id="privacy.wipe.days">
        <source></source>
        <translation>an application not yet sent is kept encrypted for at most {days} days</translation>
    </message>
    <message id="privacy.agree">
        <source></source>
        <translation>I agree, start</translation>
    </message>
    <message id="privacy.without_face">
        <source></source>
        <translation>Without a face check</translation>
    </message>
    <message id="privacy.without_face.note">
        <source></source>
        <translation>Without the face check, some services are completed at a staffed desk.</translation>
    </message>
    <message id="place_card.scan.title">
        <source></source>
        <translation>Place your ID card on the scanner</translation>
    </message>
    <message id="place_card.scan.help">
        <source></source>
        <translation>The side with the photo faces up</translation>
    </message>
    <message id="place_card.chip.title">
        <source></source>
        <translation>Place your ID card on the reader</translation>
    </message>
    <message id="place_card.chip.help">
        <source></source>
        <translation>Lay it flat and leave it there</translation>
    </message>
    <message id="place_card.both.title">
        <source></source>
        <translation>Put down your ID card</translation>
    </message>
    <message id="place_card.both.help">
        <source></source>
        <translation>On the card reader, or on the scanner with the photo facing up</translation>
    </message>
    <message id="place_card.chip.name">
        <source></source>
        <translation>Card reader</translation>
    </message>
    <message id="place_card.scan.name">
        <source></source>
        <translation>Scanner</translation>
    </message>
    <message id="place_card.no_card">
        <source></source>
        <translation>I have no ID card with me</translation>
    </message>
    <message id="place_card.id_card.title">
        <source></source>
        <translation>Please show your card</translation>
    </message>
    <message id="place_card.id_card.help">
        <source></source>
        <translation>ID card or social security card, either one</translation>
    </message>
    <message id="place_card.id_code.title">
        <source></source>
        <translation>Please show your card</translation>
    </message>
    <message id="place_card.id_code.help">
        <source></source>
        <translation>ID card or electronic social security card, either one</translation>
    </message>
    <message id="place_card.id_card_code.title">
        <source></source>
        <translation>Please show your card</translation>
    </message>
    <message id="place_card.id_card_code.help">
        <source></source>
        <translation>ID card, social security card or its code: any one</translation>
    </message>
    <message id="place_card.card_code.title">
        <source></source>
        <translation>Please show your social security card</translation>
    </message>
    <message id="place_card.card_code.help">
        <source></source>
        <translation>Insert the card, or show its code on your phone</translation>
    </message>
    <message id="place_card.card.title">
        <source></source>
        <translation>Please insert your social security card</translation>
    </message>
    <message id="place_card.card.help">
        <source></source>
        <translation>Chip side up, chip first</translation>
    </message>
    <message id="place_card.code.title">
        <source></source>
        <translation>Please show your electronic card</translation>
    </message>
    <message id="place_card.code.help">
        <source></source>
        <translation>Open its code on your phone and hold it to the reader</translation>
    </message>
    <message id="place_card.card.name">
        <source></source>
        <translation>Social security card</translation>
    </message>
    <message id="place_card.card.where">
        <source></source>
        <translation>Into the slot</translation>
    </message>
    <message id="place_card.code.name">
        <source></source>
        <translation>Electronic card</translation>
    </message>
    <message id="place_card.code.where">
        <source></source>
        <translation>Hold its code to the reader</translation>
    </message>
    <message id="place_card.no_card_any">
        <source></source>
        <translation>I have no card with me</translation>
    </message>
    <message id="identify.place">
        <source></source>
        <translation>Waiting for your card</translation>
    </message>
    <message id="identify.looking_up">
        <source></source>
        <translation>Looking up your details</translation>
    </message>
    <message id="identify.chip_again">
        <source></source>
        <translation>It could not be read; lift the card and put it down again</translation>
    </message>
    <message id="identify.card_moved">
        <source></source>
        <translation>The card moved; please put it down again</translation>
    </message>
    <message id="identify.card_refused">
        <source></source>
        <translation>This card could not be verified; please go to a staffed desk</translation>
    </message>
    <message id="identify.card_unknown">
        <source></source>
        <translation>Please use a resident or permanent residence ID card</translation>
    </message>
    <message id="identify.no_card">
        <source></source>
        <translation>The card was taken away; please put it down again</translation>
    </message>
    <message id="identify.lift_first">
        <source></source>
        <translation>Lift the card that lies there, then put yours down</translation>
    </message>
    <message id="identify.take_first">
        <source></source>
        <translation>First take the card out of the slot</translation>
    </message>
    <message id="identify.slot_empty">
        <source></source>
        <translation>Insert your card now</translation>
    </message>
    <message id="identify.reading_card">
        <source></source>
        <translation>Reading the card; please leave it in</translation>
    </message>
    <message id="identify.social_no_card">
        <source></source>
        <translation>The card is out; please insert it again</translation>
    </message>
    <message id="identify.social_card_moved">
        <source></source>
        <translation>The card came out; please insert it again</translation>
    </message>
    <message id="identify.social_card_mute">
        <source></source>
        <translation>No chip was found; insert it chip up, chip first</translation>
    </message>
    <message id="identify.social_card_unknown">
        <source></source>
        <translation>This is no social security card; use another</translation>
    </message>
    <message id="identify.social_card_blocked">
        <source></source>
        <translation>This card is locked; a staffed desk can unlock it</translation>
    </message>
    <message id="identify.social_again">
        <source></source>
        <translation>It was not read; take the card out and insert it again</translation>
    </message>
    <message id="identify.code_expired">
        <source></source>
        <translation>The code has expired; refresh it on your phone</translation>
    </message>
    <message id="identify.code_unknown">
        <source></source>
        <translation>This is not an electronic card; show another code</translation>
    </message>
    <message id="identify.code_offline">
        <source></source>
        <translation>The system cannot be reached; use your ID card</translation>
    </message>
    <message id="identify.code_is_receipt">
        <source></source>
        <translation>That is a receipt’s code; show your card first</translation>
    </message>
    <message id="identify.place_any">
        <source></source>
        <translation>Waiting for your card</translation>
    </message>
    <message id="document.no_document">
        <source></source>
        <translation>Waiting for your card</translation>
    </message>
    <message id="document.reading">
        <source></source>
        <translation>Reading; please leave the card still</translation>
    </message>
    <message id="document.hold_still">
        <source></source>
        <translation>Please keep the card still</translation>
    </message>
    <message id="document.blurred">
        <source></source>
        <translation>The picture is blurred; lay the card flat</translation>
    </message>
    <message id="document.glare">
        <source></source>
        <translation>There is a reflection; move the card a little</translation>
    </message>
    <message id="document.covered">
        <source></source>
        <translation>Please do not cover the card</translation>
    </message>
    <message id="document.too_small">
        <source></source>
        <translation>Please bring the card closer</translation>
    </message>
    <message id="document.too_large">
        <source></source>
        <translation>Please move the card back a little</translation>
    </message>
    <message id="document.upside_down">
        <source></source>
        <translation>The card is upside down; please turn it round</translation>
    </message>
    <message id="document.not_a_card">
        <source></source>
        <translation>This is not an ID card; please use your ID card</translation>
    </message>
    <message id="document.wrong_side">
        <source></source>
        <translation>Please turn the side with the photo up</translation>
    </message>
    <message id="document.bad_check_digit">
        <source></source>
        <translation>The number was not read well; wipe the card and try again</translation>
    </message>
    <message id="document.birth_date_differs">
        <source></source>
        <translation>The number was not read well; wipe the card and try again</translation>
    </message>
    <message id="document.sex_differs">
        <source></source>
        <translation>The number was not read well; wipe the card and try again</translation>
    </message>
    <message id="document.no_citizen_number">
        <source></source>
        <translation>This document has no citizen number; please go to a staffed desk</translation>
    </message>
    <message id="document.print_differs">
        <source></source>
        <translation>The card's print and its chip say different things; please go to a staffed desk</translation>
    </message>
    <message id="document.expired">
        <source></source>
        <translation>This ID card has expired; please go to a staffed desk</translation>
    </message>
    <message id="document.low_confidence">
        <source></source>
        <translation>Some details may be misread; please check them</translation>
    </message>
    <message id="document.possible_fraud">
        <source></source>
        <translation>Staff need to check this card; please go to a staffed desk</translation>
    </message>
    <message id="document.settled">
        <source></source>
        <translation>Done reading</translation>
    </message>
    <message id="document.several_documents">
        <source></source>
        <translation>Please put down one card only</translation>
    </message>
    <message id="document.more_light">
        <source></source>
        <translation>It is too dark; please do not block the light</translation>
    </message>
    <message id="confirm_identity.title">
        <source></source>
        <translation>Is this your ID card?</translation>
    </message>
    <message id="confirm_identity.help">
        <source></source>
        <translation>Please check these details</translation>
    </message>
    <message id="confirm_identity.yes">
        <source></source>
        <translation>Yes, that is me</translation>
    </message>
    <message id="confirm_identity.again">
        <source></source>
        <translation>No, read it again</translation>
    </message>
    <message id="confirm_identity.help.chip">
        <source></source>
        <translation>Please check what was read from the chip</translation>
    </message>
    <message id="confirm_identity.help.scan">
        <source></source>
        <translation>Please check what was read from the card</translation>
    </message>
    <message id="source.chip">
        <source></source>
        <translation>ID chip</translation>
    </message>
    <message id="source.scan">
        <source></source>
        <translation>Scanned</translation>
    </message>
    <message id="source.department">
        <source></source>
        <translation>On record</translation>
    </message>
    <message id="source.you">
        <source></source>
        <translation>By you</translation>
    </message>
    <message id="face.help">
        <source></source>
        <translation>Show your whole face. Glasses may stay on; sitting is fine</translation>
    </message>
    <message id="face.attempt">
        <source></source>
        <translation>Attempt {attempt} of {attempts}</translation>
    </message>
    <message id="face.staff">
        <source></source>
        <translation>Be checked by staff instead</translation>
    </message>
    <message id="face.look_here">
        <source></source>
        <translation>Look at yourself on the screen</translation>
    </message>
    <message id="face.look">
        <source></source>
        <translation>Look at yourself on the screen</translation>
    </message>
    <message id="face.come_closer">
        <source></source>
        <translation>Come a little closer</translation>
    </message>
    <message id="face.closer">
        <source></source>
        <translation>Come a little closer</translation>
    </message>
    <message id="face.move_back">
        <source></source>
        <translation>Move back a little</translation>
    </message>
    <message id="face.more_light">
        <source></source>
        <translation>Your face is in the dark; turn to the light</translation>
    </message>
    <message id="face.less_light">
        <source></source>
        <translation>The light is too strong; move aside a little</translation>
    </message>
    <message id="face.one_person">
        <source></source>
        <translation>One face only, please; turn a child in arms away</translation>
    </message>
    <message id="face.several_faces">
        <source></source>
        <translation>One face only, please; turn a child in arms away</translation>
    </message>
    <message id="face.no_face">
        <source></source>
        <translation>Come in front of the screen; sitting is fine</translation>
    </message>
    <message id="face.turn_left">
        <source></source>
        <translation>Slowly turn your head left</translation>
    </message>
    <message id="face.turn_right">
        <source></source>
        <translation>Slowly turn your head right</translation>
    </message>
    <message id="face.blink">
        <source></source>
        <translation>Please blink</translation>
    </message>
    <message id="face.look_straight">
        <source></source>
        <translation>Look straight ahead</translation>
    </message>
    <message id="face.hold_still">
        <source></source>
        <translation>Hold still</translation>
    </message>
    <message id="face.colours">
        <source></source>
        <translation>The screen will change colour; look at it</translation>
    </message>
    <message id="face.uncover">
        <source></source>
        <translation>Please take the mask off; show your whole face</translation>
    </message>
    <message id="face.comparing">
        <source></source>
        <translation>Comparing, one moment</translation>
    </message>
    <message id="face.checking">
        <source></source>
        <translation>Comparing, one moment</translation>
    </message>
    <message id="face.done">
        <source></source>
        <translation>All done</translation>
    </message>
    <message id="face.good">
        <source></source>
        <translation>Good, keep still</translation>
    </message>
    <message id="face.well_done">
        <source></source>
        <translation>Well done</translation>
    </message>
    <message id="face.thank_you">
        <source></source>
        <translation>All done, thank you</translation>
    </message>
    <message id="face.waiting">
        <source></source>
        <translation>Starting the camera</translation>
    </message>
    <message id="services.what_brings_you">
        <source></source>
        <translation>What brings you here?</translation>
    </message>
    <message id="services.which">
        <source></source>
        <translation>Which service do you need?</translation>
    </message>
    <message id="services.hello">
        <source></source>
        <translation>Hello, {name}</translation>
    </message>
    <message id="services.at_the_desk">
        <source></source>
        <translation>At a staffed desk</translation>
    </message>
    <message id="services.closed_offline">
        <source></source>
        <translation>When the network is back</translation>
    </message>
    <message id="services.fetching_known">
        <source></source>
        <translation>Fetching what is already known, so you need not type it</translation>
    </message>
    <message id="services.looking_up">
        <source></source>
        <translation>Looking it up</translation>
    </message>
    <message id="form.page">
        <source></source>
        <translation>Page {page} of {pages}</translation>
    </message>
    <message id="form.optional">
        <source></source>
        <translation>optional</translation>
    </message>
    <message id="form.touch_to_fill">
        <source></source>
        <translation>Touch to fill in</translation>
    </message>
    <message id="form.required">
        <source></source>
        <translation>Please fill this in</translation>
    </message>
    <message id="form.choose_one">
        <source></source>
        <translation>Please choose one</translation>
    </message>
    <message id="form.confirm">
        <source></source>
        <translation>Please confirm this</translation>
    </message>
    <message id="form.date">
        <source></source>
        <translation>Enter 8 figures: year, month, day</translation>
    </message>
    <message id="form.phone">
        <source></source>
        <translation>Enter a mobile number of 11 figures</translation>
    </message>
    <message id="date.written">
        <source></source>
        <translation>{year} – {month} – {day}</translation>
    </message>
    <message id="key.erase">
        <source></source>
        <translation>Erase</translation>
    </message>
    <message id="key.shift">
        <source></source>
        <translation>Capitals</translation>
    </message>
    <message id="key.chinese">
        <source></source>
        <translation>拼音</translation>
    </message>
    <message id="key.latin">
        <source></source>
        <translation>ABC</translation>
    </message>
    <message id="key.next">
        <source></source>
        <translation>More words</translation>
    </message>
    <message id="key.previous">
        <source></source>
        <translation>Previous words</translation>
    </message>
    <message id="key.space">
        <source></source>
        <translation>Space</translation>
    </message>
    <message id="key.done">
        <source></source>
        <translation>Done</translation>
    </message>
    <message id="review.title">
        <source></source>
        <translation>Check your answers</translation>
    </message>
    <message id="review.change">
        <source></source>
        <translation>Change</translation>
    </message>
    <message id="review.submit">
        <source></source>
        <translation>Submit</translation>
    </message>
    <message id="submit.sending">
        <source></source>
        <translation>Submitting, one moment</translation>
    </message>
    <message id="submit.saving">
        <source></source>
        <translation>Keeping your application safe</translation>
    </message>
    <message id="done.received.title">
        <source></source>
        <translation>Your application is in</translation>
    </message>
    <message id="done.kept.title">
        <source></source>
        <translation>Application kept safely</translation>
    </message>
    <message id="done.kept.help">
        <source></source>
        <translation>It is sent by itself when the network is back; you need not come again</translation>
    </message>
    <message id="done.number">
        <source></source>
        <translation>Application number</translation>
    </message>
    <message id="done.reference">
        <source></source>
        <translation>Reference</translation>
    </message>
    <message id="done.next">
        <source></source>
        <translation>What happens next</translation>
    </message>
    <message id="done.photo_hint">
        <source></source>
        <translation>No receipt needed: note or photograph the number</translation>
    </message>
    <message id="pages.printing">
        <source></source>
        <translation>Printing the A4 statement</translation>
    </message>
    <message id="pages.printed">
        <source></source>
        <translation>The A4 statement is printed; please take it</translation>
    </message>
    <message id="pages.unconfirmed">
        <source></source>
        <translation>The A4 statement may not have come out whole; please look at the printer’s tray</translation>
    </message>
    <message id="pages.failed">
        <source></source>
        <translation>The A4 statement was not printed; your application is not affected</translation>
    </message>
    <message id="print.printing">
        <source></source>
        <translation>Printing your receipt</translation>
    </message>
    <message id="print.printed">
        <source></source>
        <translation>Please take your receipt</translation>
    </message>
    <message id="print.unconfirmed">
        <source></source>
        <translation>The receipt may be incomplete; please look at the slot</translation>
    </message>
    <message id="print.failed">
        <source></source>
        <translation>The receipt did not print; your application is not affected</translation>
    </message>
    <message id="print.paper_out">
        <source></source>
        <translation>The printer is out of paper; your application is safe, please note the number</translation>
    </message>
    <message id="print.cover_open">
        <source></source>
        <translation>The printer's cover is open; your application is safe, please note the number</translation>
    </message>
    <message id="print.printer_trouble">
        <source></source>
        <translation>The printer is out of use; your application is safe, please note the number</translation>
    </message>
    <message id="print.no_printer">
        <source></source>
        <translation>This kiosk prints no receipts; please note the number</translation>
    </message>
    <message id="print.paper_low">
        <source></source>
        <translation>The paper is nearly used up</translation>
    </message>
    <message id="print.pages_on_battery">
        <source></source>
        <translation>No mains power: A4 pages are not printed now</translation>
    </message>
    <message id="track.title">
        <source></source>
        <translation>Your applications</translation>
    </message>
    <message id="track.help">
        <source></source>
        <translation>Touch one to see more</translation>
    </message>
    <message id="track.empty">
        <source></source>
        <translation>There are no applications yet</translation>
    </message>
    <message id="track.empty.body">
        <source></source>
        <translation>Whatever you submit here or online will be shown here</translation>
    </message>
    <message id="track.submitted">
        <source></source>
        <translation>Submitted {date}</translation>
    </message>
    <message id="track.number">
        <source></source>
        <translation>Application number</translation>
    </message>
    <message id="track.back">
        <source></source>
        <translation>Back to the list</translation>
    </message>
    <message id="track.looking_up">
        <source></source>
        <translation>Looking up your applications</translation>
    </message>
    <message id="track.fetching">
        <source></source>
        <translation>Looking up your applications</translation>
    </message>
    <message id="track.show_receipt">
        <source></source>
        <translation>Or hold the code on a receipt to the reader</translation>
    </message>
    <message id="track.not_yours">
        <source></source>
        <translation>No application of yours belongs to this code</translation>
    </message>
    <message id="strip.printing">
        <source></source>
        <translation>Printing your receipt</translation>
    </message>
    <message id="strip.offline">
        <source></source>
        <translation>The network is down; your application is kept safely</translation>
    </message>
    <message id="strip.central_down">
        <source></source>
        <translation>The network is down; your application is kept safely</translation>
    </message>
    <message id="strip.kept_safely">
        <source></source>
        <translation>Kept safely; it is sent when the network is back</translation>
    </message>
    <message id="strip.paper_low">
        <source></source>
        <translation>The paper is nearly used up</translation>
    </message>
    <message id="strip.ticket_printed">
        <source></source>
        <translation>Your ticket is printed; please take it</translation>
    </message>
    <message id="strip.note_the_number">
        <source></source>
        <translation>The ticket did not print; please note the number</translation>
    </message>
    <message id="strip.no_receipt">
        <source></source>
        <translation>No printed receipts at the moment</translation>
    </message>
    <message id="farewell.title">
        <source></source>
        <translation>Thank you for coming</translation>
    </message>
    <message id="farewell.take">
        <source></source>
        <translation>Please take your things</translation>
    </message>
    <message id="farewell.card">
        <source></source>
        <translation>ID card</translation>
    </message>
    <message id="farewell.receipt">
        <source></source>
        <translation>Receipt</translation>
    </message>
    <message id="farewell.documents">
        <source></source>
        <translation>Papers</translation>
    </message>
    <message id="farewell.rate">
        <source></source>
        <translation>How was it?</translation>
    </message>
    <message id="farewell.rated">
        <source></source>
        <translation>Thank you for telling us</translation>
    </message>
    <message id="farewell.rate.1">
        <source></source>
        <translation>Very poor</translation>
    </message>
    <message id="farewell.rate.2">
        <source></source>
        <translation>Poor</translation>
    </message>
    <message id="farewell.rate.3">
        <source></source>
        <translation>Fair</translation>
    </message>
    <message id="farewell.rate.4">
        <source></source>
        <translation>Good</translation>
    </message>
    <message id="farewell.rate.5">
        <source></source>
        <translation>Very good</translation>
    </message>
    <message id="farewell.finish">
        <source></source>
        <translation>Finish</translation>
    </message>
    <message id="farewell.social_card">
        <source></source>
        <translation>Social security card</translation>
    </message>
    <message id="farewell.still_there">
        <source></source>
        <translation>Please take your things</translation>
    </message>
    <message id="notice.ticket">
        <source></source>
        <translation>Your ticket</translation>
    </message>
    <message id="notice.safe">
        <source></source>
        <translation>What is safe</translation>
    </message>
    <message id="notice.central_down.title">
        <source></source>
        <translation>The network is down</translation>
    </message>
    <message id="notice.central_down.body">
        <source></source>
        <translation>The services cannot be shown right now. Wait a moment and try again, or go to a staffed desk.</translation>
    </message>
    <message id="notice.central_down.safe">
        <source></source>
        <translation>Nothing of yours is lost, and nothing stays on this machine.</translation>
    </message>
    <message id="notice.cannot_keep.title">
        <source></source>
        <translation>Not submitted yet</translation>
    </message>
    <message id="notice.cannot_keep.body">
        <source></source>
        <translation>The network is down and this service needs it. Try again, or go to a staffed desk.</translation>
    </message>
    <message id="notice.cannot_keep.safe">
        <source></source>
        <translation>What you filled in is still here.</translation>
    </message>
    <message id="notice.kept_safely.title">
        <source></source>
        <translation>Your application is kept safely</translation>
    </message>
    <message id="notice.kept_safely.body">
        <source></source>
        <translation>The network is down. It is sent by itself once the network is back; you need not come again.</translation>
    </message>
    <message id="notice.kept_safely.safe">
        <source></source>
        <translation>It is kept encrypted and will not be lost.</translation>
    </message>
    <message id="notice.printer_out_of_paper.title">
        <source></source>
        <translation>The printer is out of paper</translation>
    </message>
    <message id="notice.printer_out_of_paper.body">
        <source></source>
        <translation>Go on without a receipt, or ask staff to add paper.</translation>
    </message>
    <message id="notice.printer_out_of_paper.safe">
        <source></source>
        <translation>Your application is not affected.</translation>
    </message>
    <message id="notice.printer_cover_open.title">
        <source></source>
        <translation>The printer's cover is open</translation>
    </message>
    <message id="notice.printer_cover_open.body">
        <source></source>
        <translation>Ask staff to close it, or go on without a receipt.</translation>
    </message>
    <message id="notice.printer_cover_open.safe">
        <source></source>
        <translation>Your application is not affected.</translation>
    </message>
    <message id="notice.printer_gone.title">
        <source></source>
        <translation>The printer is out of use</translation>
    </message>
    <message id="notice.printer_gone.body">
        <source></source>
        <translation>Go on without a receipt; please note your number.</translation>
    </message>
    <message id="notice.printer_gone.safe">
        <source></source>
        <translation>Your application is not affected.</translation>
    </message>
    <message id="notice.print_again.title">
        <source></source>
        <translation>Print it again?</translation>
    </message>
    <message id="notice.print_again.body">
        <source></source>
        <translation>The receipt may have come out already. Please look at the slot first.</translation>
    </message>
    <message id="notice.print_again.safe">
        <source></source>
        <translation>Your application is not affected.</translation>
    </message>
    <message id="notice.reprint_question.title">
        <source></source>
        <translation>Print it again?</translation>
    </message>
    <message id="notice.reprint_question.body">
        <source></source>
        <translation>The receipt may have come out already. Please look at the slot first.</translation>
    </message>
    <message id="notice.reprint_question.safe">
        <source></source>
        <translation>Your application is not affected.</translation>
    </message>
    <message id="notice.camera_gone.title">
        <source></source>
        <translation>The camera is out of use</translation>
    </message>
    <message id="notice.camera_gone.body">
        <source></source>
        <translation>Try again, or have your identity checked at a staffed desk.</translation>
    </message>
    <message id="notice.camera_gone.safe">
        <source></source>
        <translation>What you have done so far is kept.</translation>
    </message>
    <message id="notice.chip_reader_silent.title">
        <source></source>
        <translation>The card reader is out of use</translation>
    </message>
    <message id="notice.chip_reader_silent.body">
        <source></source>
        <translation>Please place your ID card on the scanner, photo up.</translation>
    </message>
    <message id="notice.chip_reader_silent.safe">
        <source></source>
        <translation>There is nothing wrong with your card.</translation>
    </message>
    <message id="notice.scanner_gone.title">
        <source></source>
        <translation>The scanner is out of use</translation>
    </message>
    <message id="notice.scanner_gone.body">
        <source></source>
        <translation>Please use the card reader, or go to a staffed desk.</translation>
    </message>
    <message id="notice.scanner_gone.safe">
        <source></source>
        <translation>There is nothing wrong with your card.</translation>
    </message>
    <message id="notice.no_card_reading.title">
        <source></source>
        <translation>ID cards cannot be read now</translation>
    </message>
    <message id="notice.no_card_reading.body">
        <source></source>
        <translation>Please take your card to a staffed desk.</translation>
    </message>
    <message id="notice.no_card_reading.safe">
        <source></source>
        <translation>There is nothing wrong with your card, and nothing was kept.</translation>
    </message>
    <message id="notice.not_a_card.title">
        <source></source>
        <translation>This does not look like an ID card</translation>
    </message>
    <message id="notice.not_a_card.body">
        <source></source>
        <translation>Please use a resident ID card or a permanent residence card.</translation>
    </message>
    <message id="notice.not_a_card.safe">
        <source></source>
        <translation>The picture was not kept.</translation>
    </message>
    <message id="notice.blurred.title">
        <source></source>
        <translation>The card is hard to read</translation>
    </message>
    <message id="notice.blurred.body">
        <source></source>
        <translation>Please wipe the card, lay it flat and try again.</translation>
    </message>
    <message id="notice.blurred.safe">
        <source></source>
        <translation>The picture was not kept.</translation>
    </message>
    <message id="notice.glare.title">
        <source></source>
        <translation>There is a reflection on the card</translation>
    </message>
    <message id="notice.glare.body">
        <source></source>
        <translation>Please move the card a little and try again.</translation>
    </message>
    <message id="notice.glare.safe">
        <source></source>
        <translation>The picture was not kept.</translation>
    </message>
    <message id="notice.covered.title">
        <source></source>
        <translation>Part of the card is covered</translation>
    </message>
    <message id="notice.covered.body">
        <source></source>
        <translation>Please take your hand away so that the whole card shows.</translation>
    </message>
    <message id="notice.covered.safe">
        <source></source>
        <translation>The picture was not kept.</translation>
    </message>
    <message id="notice.bad_check_digit.title">
        <source></source>
        <translation>The ID number was not read well</translation>
    </message>
    <message id="notice.bad_check_digit.body">
        <source></source>
        <translation>Wipe the card and try again; if it still fails, please go to a staffed desk.</translation>
    </message>
    <message id="notice.bad_check_digit.safe">
        <source></source>
        <translation>The picture was not kept.</translation>
    </message>
    <message id="notice.expired.title">
        <source></source>
        <translation>This ID card has expired</translation>
    </message>
    <message id="notice.expired.body">
        <source></source>
        <translation>Please take it to a staffed desk.</translation>
    </message>
    <message id="notice.expired.safe">
        <source></source>
        <translation>Your entitlements are not affected.</translation>
    </message>
    <message id="notice.low_confidence.title">
        <source></source>
        <translation>Some details were not read well</translation>
    </message>
    <message id="notice.low_confidence.body">
        <source></source>
        <translation>Please wipe the card, lay it flat and try again.</translation>
    </message>
    <message id="notice.low_confidence.safe">
        <source></source>
        <translation>The picture was not kept.</translation>
    </message>
    <message id="notice.possible_fraud.title">
        <source></source>
        <translation>Please go to a staffed desk</translation>
    </message>
    <message id="notice.possible_fraud.body">
        <source></source>
        <translation>A member of staff needs to look at this card with you.</translation>
    </message>
    <message id="notice.possible_fraud.safe">
        <source></source>
        <translation>The picture was not kept.</translation>
    </message>
    <message id="notice.not_live.title">
        <source></source>
        <translation>The check did not succeed</translation>
    </message>
    <message id="notice.not_live.body">
        <source></source>
        <translation>Take off mask and hat, face the screen yourself and follow the prompts slowly. Attempts left: {left}.</translation>
    </message>
    <message id="notice.not_live.safe">
        <source></source>
        <translation>The picture was not kept.</translation>
    </message>
    <message id="notice.no_match.title">
        <source></source>
        <translation>The face did not match the photo</translation>
    </message>
    <message id="notice.no_match.body">
        <source></source>
        <translation>Face the light and take off glasses, mask and hat. Attempts left: {left}.</translation>
    </message>
    <message id="notice.no_match.safe">
        <source></source>
        <translation>The picture was not kept.</translation>
    </message>
    <message id="notice.timed_out.title">
        <source></source>
        <translation>Time ran out</translation>
    </message>
    <message id="notice.timed_out.body">
        <source></source>
        <translation>No hurry: follow the prompts one by one. Attempts left: {left}.</translation>
    </message>
    <message id="notice.timed_out.safe">
        <source></source>
        <translation>The picture was not kept.</translation>
    </message>
    <message id="notice.several_faces.title">
        <source></source>
        <translation>There was more than one person</translation>
    </message>
    <message id="notice.several_faces.body">
        <source></source>
        <translation>Please ask others to step aside. Attempts left: {left}.</translation>
    </message>
    <message id="notice.several_faces.safe">
        <source></source>
        <translation>The picture was not kept.</translation>
    </message>
    <message id="notice.stale.title">
        <source></source>
        <translation>The camera's picture stood still</translation>
    </message>
    <message id="notice.stale.body">
        <source></source>
        <translation>This was not your fault; please try again. Attempts left: {left}.</translation>
    </message>
    <message id="notice.stale.safe">
        <source></source>
        <translation>The picture was not kept.</translation>
    </message>
    <message id="notice.face_failed.title">
        <source></source>
        <translation>Please be checked at a staffed desk</translation>
    </message>
    <message id="notice.face_failed.body">
        <source></source>
        <translation>The machine could not confirm it is you; staff will help you go on.</translation>
    </message>
    <message id="notice.face_failed.safe">
        <source></source>
        <translation>What you have done so far is kept.</translation>
    </message>
    <message id="notice.bad_document_photo.title">
        <source></source>
        <translation>The photo on the card is not clear</translation>
    </message>
    <message id="notice.bad_document_photo.body">
        <source></source>
        <translation>Please wipe the card and place it once more.</translation>
    </message>
    <message id="notice.bad_document_photo.safe">
        <source></source>
        <translation>The picture was not kept.</translation>
    </message>
    <message id="notice.bad_reference_photo.title">
        <source></source>
        <translation>The photo on record is not clear</translation>
    </message>
    <message id="notice.bad_reference_photo.body">
        <source></source>
        <translation>It cannot be compared with. Try again, or be checked at a staffed desk.</translation>
    </message>
    <message id="notice.bad_reference_photo.safe">
        <source></source>
        <translation>The picture was not kept.</translation>
    </message>
    <message id="notice.no_photo_to_compare.title">
        <source></source>
        <translation>There is no photo to compare with</translation>
    </message>
    <message id="notice.no_photo_to_compare.body">
        <source></source>
        <translation>Place your card once more, or be checked at a staffed desk.</translation>
    </message>
    <message id="notice.no_photo_to_compare.safe">
        <source></source>
        <translation>The picture was not kept.</translation>
    </message>
    <message id="notice.staff.title">
        <source></source>
        <translation>Please go on at a staffed desk</translation>
    </message>
    <message id="notice.staff.body">
        <source></source>
        <translation>Take this number and wait to be called. Staff will continue from here.</translation>
    </message>
    <message id="notice.staff.safe">
        <source></source>
        <translation>What you filled in is kept; you need not do it again.</translation>
    </message>
    <message id="notice.staff_ticket.title">
        <source></source>
        <translation>Please go on at a staffed desk</translation>
    </message>
    <message id="notice.staff_ticket.body">
        <source></source>
        <translation>Take this number and wait to be called. Staff will continue from here.</translation>
    </message>
    <message id="notice.staff_ticket.safe">
        <source></source>
        <translation>What you filled in is kept; you need not do it again.</translation>
    </message>
    <message id="notice.without_face.title">
        <source></source>
        <translation>Please go to a staffed desk for this</translation>
    </message>
    <message id="notice.without_face.body">
        <source></source>
        <translation>You chose no face check. Take this number; staff will check your identity and go on.</translation>
    </message>
    <message id="notice.without_face.safe">
        <source></source>
        <translation>What you filled in is kept; you need not do it again.</translation>
    </message>
    <message id="notice.assurance_too_low.title">
        <source></source>
        <translation>This service needs a check in person</translation>
    </message>
    <message id="notice.assurance_too_low.body">
        <source></source>
        <translation>To keep your account safe, please go to a staffed desk for this one.</translation>
    </message>
    <message id="notice.assurance_too_low.safe">
        <source></source>
        <translation>Other services still work here.</translation>
    </message>
    <message id="notice.item_closed_offline.title">
        <source></source>
        <translation>This service is not available now</translation>
    </message>
    <message id="notice.item_closed_offline.body">
        <source></source>
        <translation>The network is down. Come back later, or go to a staffed desk.</translation>
    </message>
    <message id="notice.item_closed_offline.safe">
        <source></source>
        <translation>Nothing of yours is lost.</translation>
    </message>
    <message id="notice.submission_refused.title">
        <source></source>
        <translation>The application was not accepted</translation>
    </message>
    <message id="notice.submission_refused.body">
        <source></source>
        <translation>Go to a staffed desk, or go back.</translation>
    </message>
    <message id="notice.submission_refused.safe">
        <source></source>
        <translation>Nothing was submitted twice; your entitlements are not affected.</translation>
    </message>
    <message id="notice.already_submitted.title">
        <source></source>
        <translation>This is already under way</translation>
    </message>
    <message id="notice.already_submitted.body">
        <source></source>
        <translation>You have submitted the same application before; see it under your applications.</translation>
    </message>
    <message id="notice.already_submitted.safe">
        <source></source>
        <translation>Nothing is done twice.</translation>
    </message>
    <message id="notice.out_of_service.title">
        <source></source>
        <translation>This kiosk is out of service</translation>
    </message>
    <message id="notice.out_of_service.body">
        <source></source>
        <translation>Please go to a staffed desk, or use another kiosk.</translation>
    </message>
    <message id="notice.out_of_service.safe">
        <source></source>
        <translation>Nothing of yours stays on this machine.</translation>
    </message>
    <message id="notice.no_services.title">
        <source></source>
        <translation>There is nothing to choose here yet</translation>
    </message>
    <message id="notice.no_services.body">
        <source></source>
        <translation>Go back and choose something else, or ask at a staffed desk.</translation>
    </message>
    <message id="notice.no_services.safe">
        <source></source>
        <translation>Nothing of yours is lost.</translation>
    </message>
    <message id="notice.help.title">
        <source></source>
        <translation>Do you need help?</translation>
    </message>
    <message id="notice.help.body">
        <source></source>
        <translation>Raise your hand and a member of staff will come. Your place is kept.</translation>
    </message>
    <message id="notice.help.safe">
        <source></source>
        <translation>The screen waits for you.</translation>
    </message>
    <message id="notice.leave_question.title">
        <source></source>
        <translation>Leave now?</translation>
    </message>
    <message id="notice.leave_question.body">
        <source></source>
        <translation>Nothing is submitted yet. If you leave, what you filled in is cleared.</translation>
    </message>
    <message id="notice.leave_question.safe">
        <source></source>
        <translation>Nothing about you stays here.</translation>
    </message>
    <message id="notice.session_expired.title">
        <source></source>
        <translation>It has been a while</translation>
    </message>
    <message id="notice.session_expired.body">
        <source></source>
        <translation>To keep your details safe, please place your ID card once more.</translation>
    </message>
    <message id="notice.session_expired.safe">
        <source></source>
        <translation>What you have submitted is not affected.</translation>
    </message>
    <message id="notice.vision_restarted.title">
        <source></source>
        <translation>Please start again</translation>
    </message>
    <message id="notice.vision_restarted.body">
        <source></source>
        <translation>The camera was restarted. Please begin once more.</translation>
    </message>
    <message id="notice.vision_restarted.safe">
        <source></source>
        <translation>What you have submitted is not affected.</translation>
    </message>
    <message id="notice.unknown.title">
        <source></source>
        <translation>This cannot go on right now</translation>
    </message>
    <message id="notice.unknown.body">
        <source></source>
        <translation>This is not your fault. Try again, or go to a staffed desk.</translation>
    </message>
    <message id="notice.unknown.safe">
        <source></source>
        <translation>What you have submitted is not affected.</translation>
    </message>
    <message id="take_back.social_card.title">
        <source></source>
        <translation>Please take your social security card</translation>
    </message>
    <message id="take_back.social_card.help">
        <source></source>
        <translation>It is in the slot; pull it out</translation>
    </message>
    <message id="take_back.social_card.alarm">
        <source></source>
        <translation>Otherwise it is kept inside, and staff give it back</translation>
    </message>
    <message id="take_back.card.title">
        <source></source>
        <translation>Please take your ID card</translation>
    </message>
    <message id="take_back.card.help">
        <source></source>
        <translation>On the scanner or the card reader</translation>
    </message>
    <message id="take_back.card.alarm">
        <source></source>
        <translation>It is still on the scanner or the card reader</translation>
    </message>
    <message id="take_back.receipt.title">
        <source></source>
        <translation>Please take your receipt</translation>
    </message>
    <message id="take_back.receipt.help">
        <source></source>
        <translation>It is still in the tray</translation>
    </message>
    <message id="take_back.receipt.alarm">
        <source></source>
        <translation>It carries your name; please take it along</translation>
    </message>
    <message id="take_back.documents.title">
        <source></source>
        <translation>Please take your papers</translation>
    </message>
    <message id="take_back.documents.help">
        <source></source>
        <translation>They are still here</translation>
    </message>
    <message id="take_back.documents.alarm">
        <source></source>
        <translation>They are still here</translation>
    </message>
    <message id="take_back.taken">
        <source></source>
        <translation>I have taken it</translation>
    </message>
    <message id="device.camera">
        <source></source>
        <translation>Camera</translation>
    </message>
    <message id="device.document_camera">
        <source></source>
        <translation>Document camera</translation>
    </message>
    <message id="device.chip_reader">
        <source></source>
        <translation>ID card reader</translation>
    </message>
    <message id="device.card_reader">
        <source></source>
        <translation>Social security card reader</translation>
    </message>
    <message id="device.receipt_printer">
        <source></source>
        <translation>Receipt printer</translation>
    </message>
    <message id="device.document_printer">
        <source></source>
        <translation>Document printer</translation>
    </message>
    <message id="device.code_scanner">
        <source></source>
        <translation>Code scanner</translation>
    </message>
    <message id="device.contacts">
        <source></source>
        <translation>Contacts and lights</translation>
    </message>
    <message id="device.power">
        <source></source>
        <translation>Power supply</translation>
    </message>
    <message id="device.since">
        <source></source>
        <translation>since {when}</translation>
    </message>
    <message id="mark.works">
        <source></source>
        <translation>Works</translation>
    </message>
    <message id="mark.attention">
        <source></source>
        <translation>See to it</translation>
    </message>
    <message id="mark.trouble">
        <source></source>
        <translation>Trouble</translation>
    </message>
    <message id="mark.unknown">
        <source></source>
        <translation>Not known</translation>
    </message>
    <message id="mark.starting">
        <source></source>
        <translation>Starting</translation>
    </message>
    <message id="operator.reset">
        <source></source>
        <translation>Switch it off and on</translation>
    </message>
    <message id="operator.clear">
        <source></source>
        <translation>Clear it</translation>
    </message>
    <message id="operator.configuration">
        <source></source>
        <translation>Correct the configuration</translation>
    </message>
    <message id="operator.maintenance">
        <source></source>
        <translation>Needs maintenance</translation>
    </message>
    <message id="operator.suspend">
        <source></source>
        <translation>Take it out of service</translation>
    </message>
    <message id="pin.title">
        <source></source>
        <translation>Staff PIN</translation>
    </message>
    <message id="pin.help">
        <source></source>
        <translation>For staff only. Citizens, please press Back.</translation>
    </message>
    <message id="pin.help_card">
        <source></source>
        <translation>Enter the PIN or show a staff card. Citizens, please press Back.</translation>
    </message>
    <message id="pin.enter">
        <source></source>
        <translation>Enter</translation>
    </message>
    <message id="pin.judging">
        <source></source>
        <translation>Checking</translation>
    </message>
    <message id="pin.wrong">
        <source></source>
        <translation>That is not the PIN. Tries left: {left}</translation>
    </message>
    <message id="pin.wait">
        <source></source>
        <translation>That is not the PIN. Wait {seconds} s</translation>
    </message>
    <message id="pin.locked">
        <source></source>
        <translation>Locked. A technician can unlock it</translation>
    </message>
    <message id="diagnostics.title">
        <source></source>
        <translation>Devices</translation>
    </message>
    <message id="diagnostics.all_work">
        <source></source>
        <translation>All {count} work</translation>
    </message>
    <message id="diagnostics.some_not">
        <source></source>
        <translation>{amiss} of {count} need attention</translation>
    </message>
    <message id="diagnostics.report">
        <source></source>
        <translation>Readiness report</translation>
    </message>
    <message id="diagnostics.history">
        <source></source>
        <translation>History</translation>
    </message>
    <message id="diagnostics.touch">
        <source></source>
        <translation>Touch test</translation>
    </message>
    <message id="diagnostics.sound">
        <source></source>
        <translation>Sound test</translation>
    </message>
    <message id="check.picture">
        <source></source>
        <translation>Live picture</translation>
    </message>
    <message id="check.internal">
        <source></source>
        <translation>Ask its state</translation>
    </message>
    <message id="check.external">
        <source></source>
        <translation>Let it work</translation>
    </message>
    <message id="check.interactive">
        <source></source>
        <translation>Test it together</translation>
    </message>
    <message id="check.yes">
        <source></source>
        <translation>Yes</translation>
    </message>
    <message id="check.no">
        <source></source>
        <translation>No</translation>
    </message>
    <message id="liveness.not_covered">
        <source></source>
        <translation>The face check cannot tell these; keep an eye open</translation>
    </message>
    <message id="liveness.not_covered.mask_that_blinks_and_turns">
        <source></source>
        <translation>A worn mask that blinks and turns</translation>
    </message>
    <message id="liveness.not_covered.video_injected_in_place_of_the_camera">
        <source></source>
        <translation>Video put in place of the camera</translation>
    </message>
    <message id="liveness.not_covered.deepfake_in_real_time">
        <source></source>
        <translation>A face computed in real time</translation>
    </message>
    <message id="liveness.not_covered.screen_that_moves_as_asked">
        <source></source>
        <translation>A screen with a face that moves as asked, even by chance</translation>
    </message>
    <message id="liveness.not_covered.makeup_and_twins">
        <source></source>
        <translation>Make-up, surgery, twins</translation>
    </message>
    <message id="check.done">
        <source></source>
        <translation>Done</translation>
    </message>
    <message id="check.stop">
        <source></source>
        <translation>Stop</translation>
    </message>
    <message id="check.enough">
        <source></source>
        <translation>Seen enough</translation>
    </message>
    <message id="check.again">
        <source></source>
        <translation>Once more</translation>
    </message>
    <message id="check.passed">
        <source></source>
        <translation>Passed</translation>
    </message>
    <message id="check.failed">
        <source></source>
        <translation>Not passed</translation>
    </message>
    <message id="check.unsupported">
        <source></source>
        <translation>No such check</translation>
    </message>
    <message id="check.seconds">
        <source></source>
        <translation>{seconds} s left</translation>
    </message>
    <message id="doing.observing">
        <source></source>
        <translation>Asking the device</translation>
    </message>
    <message id="doing.looking">
        <source></source>
        <translation>Looking at the picture</translation>
    </message>
    <message id="doing.printing">
        <source></source>
        <translation>Printing</translation>
    </message>
    <message id="doing.reading">
        <source></source>
        <translation>Reading</translation>
    </message>
    <message id="doing.trying">
        <source></source>
        <translation>Trying it</translation>
    </message>
    <message id="doing.lights">
        <source></source>
        <translation>Watch: the light is on for a moment</translation>
    </message>
    <message id="doing.lay_card">
        <source></source>
        <translation>Lay an ID card on the reader</translation>
    </message>
    <message id="doing.insert_card">
        <source></source>
        <translation>Insert a social security card</translation>
    </message>
    <message id="doing.take_card">
        <source></source>
        <translation>Take the card</translation>
    </message>
    <message id="doing.show_code">
        <source></source>
        <translation>Hold a code before the scanner</translation>
    </message>
    <message id="doing.lay_document">
        <source></source>
        <translation>Lay an ID card on the scanner</translation>
    </message>
    <message id="doing.change_inputs">
        <source></source>
        <translation>Open and close the door, step up and back</translation>
    </message>
    <message id="doing.carry_slip">
        <source></source>
        <translation>Lay the slip on the scanner, code up</translation>
    </message>
    <message id="doing.legible">
        <source></source>
        <translation>Is the print whole and legible?</translation>
    </message>
    <message id="doing.lights_seen">
        <source></source>
        <translation>Did every light go on and off?</translation>
    </message>
    <message id="doing.live">
        <source></source>
        <translation>Live picture</translation>
    </message>
    <message id="tab.state">
        <source></source>
        <translation>Details</translation>
    </message>
    <message id="tab.events">
        <source></source>
        <translation>Events</translation>
    </message>
    <message id="tab.statistics">
        <source></source>
        <translation>Figures</translation>
    </message>
    <message id="tab.traffic">
        <source></source>
        <translation>Traffic</translation>
    </message>
    <message id="tab.state.none">
        <source></source>
        <translation>No more details</translation>
    </message>
    <message id="tab.events.none">
        <source></source>
        <translation>No events yet</translation>
    </message>
    <message id="tab.statistics.none">
        <source></source>
        <translation>No figures yet</translation>
    </message>
    <message id="tab.traffic.none">
        <source></source>
        <translation>No traffic is noted</translation>
    </message>
    <message id="touch.title">
        <source></source>
        <translation>Wipe over every field</translation>
    </message>
    <message id="touch.help">
        <source></source>
        <translation>{left} fields still to feel</translation>
    </message>
    <message id="touch.whole">
        <source></source>
        <translation>Every field felt the finger</translation>
    </message>
    <message id="touch.broken">
        <source></source>
        <translation>Some fields feel nothing</translation>
    </message>
    <message id="history.help">
        <source></source>
        <translation>The newest first</translation>
    </message>
    <message id="history.none">
        <source></source>
        <translation>No checks were made yet</translation>
    </message>
    <message id="report.making">
        <source></source>
        <translation>Making the report</translation>
    </message>
    <message id="report.ready">
        <source></source>
        <translation>Ready to serve</translation>
    </message>
    <message id="report.not_ready">
        <source></source>
        <translation>Not ready</translation>
    </message>
    <message id="report.number">
        <source></source>
        <translation>Report no. {number}</translation>
    </message>
    <message id="report.print">
        <source></source>
        <translation>Print a slip</translation>
    </message>
    <message id="notice.no_sound.title">
        <source></source>
        <translation>Sound cannot be tested</translation>
    </message>
    <message id="notice.no_sound.body">
        <source></source>
        <translation>This kiosk's software has no sound output, so there is nothing to test.</translation>
    </message>
    <message id="notice.no_sound.safe">
        <source></source>
        <translation>Nothing else depends on it.</translation>
    </message>
    <message id="attract.checking.title">
        <source></source>
        <translation>The kiosk is being checked</translation>
    </message>
    <message id="attract.checking.body">
        <source></source>
        <translation>Please wait a moment, or go to a staffed desk.</translation>
    </message>
    <message id="attract.elsewhere">
        <source></source>
        <translation>You can also go to: {place}</translation>
    </message>
    <message id="notice.no_pin.title">
        <source></source>
        <translation>No staff PIN is set</translation>
    </message>
    <message id="notice.no_pin.body">
        <source></source>
        <translation>A technician sets it on this kiosk.</translation>
    </message>
    <message id="notice.no_pin.safe">
        <source></source>
        <translation>Citizens are served as before.</translation>
    </message>
    <message id="care.fetched">
        <source></source>
        <translation>All cards were taken out</translation>
    </message>
    <message id="care.new_roll">
        <source></source>
        <translation>A new roll is in</translation>
    </message>
</context>
</TS>
