pragma ComponentBehavior: Bound

import QtQuick
import ui.theme

// One screen's question: what is asked, how, and the way on, each always in the same place.
Item {
    id: page

    required property var view
    property var drafts: ({})
    property string title: ""
    property string help: ""
    property string primaryText: ""
    property string primaryIcon: ""
    property bool primaryEnabled: true
    property var others: []
    property bool fullHeight: page.primaryText === "" && page.others.length === 0
    default property alias content: body.data
    readonly property alias bodyWidth: body.width
    readonly property alias bodyHeight: body.height
    readonly property bool wide: page.width > page.height

    signal sent(var intent)
    signal pressed()

    function choose(id: string): void {
        page.sent({"intent": "choose", "choice": id});
    }

    // Where the content ends: above the way on, or the other ways where there is none.
    readonly property real floor: page.wide || page.fullHeight ? page.height + Theme.gap : page.primaryText !== "" ? actions.y : actions.y + alternatives.y
    readonly property int leftWidth: page.wide ? Math.round((page.width - 2 * Theme.margin) * 0.42) : page.width - 2 * Theme.margin

    Column {
        id: header
        x: Theme.margin
        y: page.wide ? Theme.gap : Theme.space
        width: page.leftWidth
        spacing: Theme.gap

        Label {
            objectName: "title"
            width: parent.width
            visible: text !== ""
            text: page.title
            font.pixelSize: page.wide ? Theme.heading + 4 : Theme.display
            font.weight: Theme.bold
            lineHeight: 0.88
            Accessible.role: Accessible.Heading
        }
        Label {
            objectName: "help-line"
            width: parent.width
            visible: text !== ""
            text: page.help
            color: Theme.muted
        }
    }

    Item {
        id: body
        x: page.wide ? Theme.margin + page.leftWidth + Theme.margin : Theme.margin
        y: page.wide ? Theme.gap : header.y + header.height + Theme.space + Theme.gap
        width: page.wide ? page.width - x - Theme.margin : page.leftWidth
        height: page.floor - Theme.space - y
    }

    Item {
        id: actions
        x: Theme.margin
        y: page.height - height - Theme.gap
        width: page.leftWidth
        height: Theme.main + Theme.gap + Theme.touch
        visible: !page.fullHeight

        BigButton {
            objectName: "primary"
            width: parent.width
            visible: text !== ""
            enabled: page.primaryEnabled
            text: page.primaryText
            glyph: page.primaryIcon
            onClicked: page.pressed()
        }
        Row {
            id: alternatives
            y: Theme.main + Theme.gap
            width: parent.width
            spacing: Theme.gap

            Repeater {
                model: page.others.length
                BigButton {
                    id: alternative
                    required property int index
                    readonly property var offer: page.others[index] ?? ({})
                    objectName: "choice:" + alternative.offer.id
                    width: (alternatives.width - (page.others.length - 1) * Theme.gap) / Math.max(1, page.others.length)
                    primary: false
                    text: alternative.offer.text ?? ""
                    glyph: alternative.offer.icon ?? ""
                    onClicked: page.choose(alternative.offer.id)
                }
            }
        }
    }
}
