pragma ComponentBehavior: Bound

import QtQuick
import ui.theme

// Why no visit can begin now: what happened, when the hall is open, where else to go.
Sheet {
    id: sheet

    required property var view
    property bool wide: false
    readonly property int edge: sheet.wide ? Theme.space : Theme.margin
    height: said.height + 2 * sheet.edge

    function opens(): string {
        const next = sheet.view.opening;
        if (!next)
            return "";
        const id = "attract.opens_" + next.when;
        return Words.say({"id": id, "args": {"time": next.time, "date": Words.dated(next.date, true)}});
    }

    Column {
        id: said
        x: Theme.margin
        y: sheet.edge
        width: parent.width - 2 * Theme.margin
        spacing: sheet.wide ? 8 : Theme.gap

        Label {
            objectName: "closed"
            width: parent.width
            text: Words.say(sheet.view.title)
            font.pixelSize: Theme.heading + 4
            font.weight: Theme.bold
            lineHeight: 0.95
        }
        Label {
            objectName: "closed-body"
            width: parent.width
            visible: text !== ""
            text: Words.say(sheet.view.body)
            color: Theme.muted
        }
        Label {
            objectName: "closed-opens"
            width: parent.width
            visible: text !== ""
            text: sheet.opens()
            font.pixelSize: Theme.heading
            font.weight: Theme.bold
            color: Theme.primary
            lineHeight: 0.95
        }
        Label {
            objectName: "closed-hours"
            width: parent.width
            visible: sheet.view.today.length > 0
            text: Words.say({"id": "attract.today", "args": {"hours": sheet.view.today.join(Words.language === "en" ? ", " : "，")}})
        }
        Label {
            objectName: "closed-announcement"
            width: parent.width
            visible: text !== ""
            text: sheet.view.announcement ? Words.pick(sheet.view.announcement) : ""
        }
        Rectangle {
            width: parent.width
            height: Theme.hairline
            visible: elsewhere.visible
            color: Theme.line
        }
        Label {
            id: elsewhere
            objectName: "closed-elsewhere"
            width: parent.width
            visible: text !== ""
            text: sheet.view.elsewhere ? Words.say({"id": "attract.elsewhere", "args": {"place": Words.pick(sheet.view.elsewhere)}}) : ""
        }
    }
}
