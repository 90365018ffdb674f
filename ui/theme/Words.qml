pragma Singleton
import QtQuick

// Texts by language: messages of ours by id, texts of services as they came.
QtObject {
    id: words

    property string language: "zh"

    // Reports an id that no translation has; it is never shown.
    signal unknown(string id)

    function say(message: var): string {
        if (!message)
            return "";
        let text = qsTrId(message.id);
        if (text === message.id) {
            words.unknown(message.id);
            return qsTrId("message.unknown");
        }
        const args = message.args ?? {};
        for (const name in args)
            text = text.split("{" + name + "}").join(args[name]);
        return text;
    }

    function pick(text: var): string {
        if (!text)
            return "";
        return words.language === "en" && text.en ? text.en : text.zh;
    }

    // An ISO date or local time as people write it, without this year's number where brief; any other text as it is.
    function dated(text: string, brief = false): string {
        const found = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}))?$/.exec(text);
        if (!found)
            return text;
        const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
        const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
        if (month < 1 || month > 12)
            return text;
        const yearless = brief && year === new Date().getFullYear();
        const name = brief ? months[month - 1].slice(0, 3) : months[month - 1];
        const date = words.language === "en" ? day + " " + name + (yearless ? "" : " " + year) : (yearless ? "" : year + " 年 ") + month + " 月 " + day + " 日";
        return found[4] ? date + " " + found[4] : date;
    }

    // A text of several sentences, each on a line of its own.
    function lines(text: string): string {
        return text.replace(/([。；])(?=.)/g, "$1\n");
    }

    // An application's number in groups that can be read aloud.
    function grouped(number: string): string {
        return number.includes("-") ? number : number.replace(/(.{4})(?=.)/g, "$1 ");
    }
}
