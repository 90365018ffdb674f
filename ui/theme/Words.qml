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

    // A text of several sentences, each on a line of its own.
    function lines(text: string): string {
        return text.replace(/([。；])(?=.)/g, "$1\n");
    }

    // An application's number in groups that can be read aloud.
    function grouped(number: string): string {
        return number.includes("-") ? number : number.replace(/(.{4})(?=.)/g, "$1 ");
    }
}
