pragma ComponentBehavior: Bound

import QtQuick
import ui.native
import ui.theme
import ui.components

// Something that need not be applied for: what and how much, why, by which records; yes, not now, or no.
Page {
    id: screen

    // What the button says yes to: always in sight above it, or first on the side where the screen is wide.
    readonly property var confirms: screen.wide ? [{"id": "offer.duty", "icon": "info-circle", "lines": [screen.view.duty]}] : []

    title: qsTrId("offer.title")
    help: screen.view.places > 1 ? Words.say({"id": "offer.help.of", "args": {"place": String(screen.view.place), "places": String(screen.view.places)}}) : qsTrId("offer.help")
    primaryText: qsTrId("offer.accept")
    others: [{"id": "later", "text": qsTrId("offer.later")}, {"id": "decline", "text": qsTrId("offer.decline")}]
    onPressed: screen.choose("accept")

    ScrollPane {
        id: pane
        width: screen.bodyWidth
        height: screen.bodyHeight - (screen.wide ? 0 : duty.height + Theme.gap)
        spacing: screen.wide ? Theme.gap : Theme.space

        Sheet {
            width: pane.columnWidth
            height: what.height + 2 * what.y
            color: Theme.primarySoft

            Row {
                id: what
                x: Theme.space
                y: 24
                width: parent.width - 2 * x
                spacing: Theme.space
                IconItem {
                    id: picture
                    anchors.verticalCenter: parent.verticalCenter
                    width: Theme.large ? 80 : 104
                    height: width
                    name: screen.view.icon
                    color: Theme.primary
                }
                Column {
                    anchors.verticalCenter: parent.verticalCenter
                    width: parent.width - picture.width - Theme.space
                    Label {
                        objectName: "offer-title"
                        width: parent.width
                        text: Words.pick(screen.view.title)
                        font.pixelSize: Theme.heading
                        font.weight: Theme.bold
                    }
                    Label {
                        objectName: "offer-amount"
                        width: parent.width
                        text: Words.pick(screen.view.amount)
                        color: Theme.primary
                        font.weight: Theme.bold
                    }
                }
            }
        }
        Repeater {
            model: [...screen.confirms, {"id": "offer.why", "icon": "bulb", "lines": screen.view.why}, {"id": "offer.records", "icon": "list-search", "lines": screen.view.records}]

            Item {
                id: part
                required property var modelData
                width: pane.columnWidth
                height: said.height

                IconItem {
                    x: 4
                    y: 4
                    width: 56
                    height: 56
                    name: part.modelData.icon
                    color: Theme.primary
                }
                Column {
                    id: said
                    x: 56 + Theme.space
                    width: parent.width - x
                    spacing: 8
                    Label {
                        width: parent.width
                        text: qsTrId(part.modelData.id)
                        font.weight: Theme.bold
                    }
                    Repeater {
                        model: part.modelData.lines
                        Label {
                            required property var modelData
                            width: said.width
                            text: Words.pick(modelData)
                            color: part.modelData.id === "offer.records" ? Theme.muted : Theme.ink
                        }
                    }
                }
            }
        }
    }
    Row {
        id: duty
        visible: !screen.wide
        y: screen.bodyHeight - height
        width: screen.bodyWidth
        spacing: Theme.gap
        IconItem {
            y: 2
            width: 44
            height: 44
            name: "info-circle"
            color: Theme.muted
        }
        Label {
            objectName: "offer-duty"
            width: parent.width - 60
            text: Words.pick(screen.view.duty)
            font.pixelSize: Theme.small
            color: Theme.muted
        }
    }
}
