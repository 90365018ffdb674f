pragma ComponentBehavior: Bound

import QtQuick
import ui.native
import ui.theme
import ui.components

// Nobody is here: the city, what this is, and where to touch. The only screen that speaks both languages at once.
Item {
    id: screen

    required property var view
    property var drafts: ({})
    readonly property bool wide: screen.width > screen.height
    readonly property bool open: screen.view.service === "open" || screen.view.service === "reduced"
    readonly property int edge: (screen.view.chrome.simulation ? Theme.bannerHeight : 0) + Theme.barHeight

    signal sent(var intent)

    // What the central says to everybody; what does not work and what still does; where else to go comes last.
    function lines(): list<string> {
        const told = screen.view.announcement ? [Words.pick(screen.view.announcement)] : [];
        const said = told.concat(screen.view.notices.map(notice => Words.say(notice)));
        return screen.view.elsewhere ? said.concat([Words.say({"id": "attract.elsewhere", "args": {"place": Words.pick(screen.view.elsewhere)}})]) : said;
    }

    function start(): void {
        screen.sent({"intent": "start"});
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.page
    }
    Loader {
        anchors.fill: parent
        active: !Theme.high
        sourceComponent: Scene {
            boat: screen.view.notices.length === 0
        }
    }
    TapHandler {
        enabled: screen.open
        gesturePolicy: TapHandler.ReleaseWithinBounds
        onTapped: screen.start()
    }

    Column {
        x: Theme.margin + 8
        y: screen.edge + (screen.wide ? 0 : 72)
        width: screen.width - 2 * x
        spacing: screen.wide ? 8 : Theme.gap

        Label {
            objectName: "title"
            width: parent.width
            text: qsTrId("attract.title")
            font.pixelSize: screen.wide ? 88 : Words.language === "zh" ? 120 : 104
            font.weight: Theme.bold
            lineHeight: 0.9
            Accessible.role: Accessible.Heading
        }
        Label {
            width: parent.width
            text: qsTrId("attract.title_other")
            font.pixelSize: screen.wide ? 48 : Theme.heading
            color: Theme.muted
            lineHeight: 0.9
        }
        Rectangle {
            width: 96
            height: 8
            radius: 4
            color: Theme.accent
        }
        Label {
            objectName: "help-line"
            width: parent.width
            topPadding: 8
            font.pixelSize: screen.wide ? 40 : Theme.body
            text: qsTrId("attract.help")
            visible: screen.open && !(screen.wide && troubles.many)
        }
    }

    Touch {
        id: button
        objectName: "primary"
        visible: screen.open
        x: (screen.width - width) / 2
        y: screen.wide ? screen.height - height - (troubles.visible ? troubles.height + 72 : 40) : Math.min(1500, (troubles.visible ? troubles.y : screen.height) - height - 48)
        width: screen.wide ? 880 : screen.width - 2 * Theme.margin
        height: screen.wide ? 152 : 184
        text: qsTrId("attract.touch")
        onClicked: screen.start()

        background: Item {
            Rectangle {
                id: halo
                anchors.fill: parent
                anchors.margins: -14
                radius: height / 2
                color: Theme.high ? "transparent" : "#FFFFFF"
                opacity: 0.6
                SequentialAnimation on opacity {
                    running: button.visible && !Theme.still
                    loops: Animation.Infinite
                    PropertyAction { value: 0.65 }
                    PauseAnimation { duration: 900 }
                    PropertyAction { value: 0.55 }
                    PauseAnimation { duration: 120 }
                    PropertyAction { value: 0.45 }
                    PauseAnimation { duration: 120 }
                    PropertyAction { value: 0.35 }
                    PauseAnimation { duration: 900 }
                    PropertyAction { value: 0.45 }
                    PauseAnimation { duration: 120 }
                    PropertyAction { value: 0.55 }
                    PauseAnimation { duration: 120 }
                }
            }
            Rectangle {
                anchors.fill: parent
                radius: height / 2
                color: button.down ? Theme.primaryPressed : Theme.primary
            }
        }
        contentItem: Item {
            Row {
                anchors.centerIn: parent
                spacing: Theme.space
                IconItem {
                    anchors.verticalCenter: parent.verticalCenter
                    width: 96
                    height: 96
                    name: "hand-finger"
                    color: Theme.primaryInk
                }
                Column {
                    anchors.verticalCenter: parent.verticalCenter
                    Label {
                        text: qsTrId("attract.touch")
                        font.pixelSize: 64
                        font.weight: Theme.bold
                        color: Theme.primaryInk
                        wrapMode: Text.NoWrap
                        lineHeight: 0.9
                        Accessible.ignored: true
                    }
                    Label {
                        text: qsTrId("attract.touch_other")
                        font.pixelSize: 40
                        color: Theme.primaryInk
                        wrapMode: Text.NoWrap
                        lineHeight: 0.9
                        Accessible.ignored: true
                    }
                }
            }
        }
    }

    ServiceSheet {
        visible: !screen.open
        view: screen.view
        wide: screen.wide
        x: (screen.width - width) / 2
        y: screen.height - height - (screen.wide ? 32 : Math.max(32, (screen.height - 1100 - height) / 2))
        width: Math.min(screen.width - 2 * Theme.margin, screen.wide ? 1600 : 1100)
    }

    // What does not work and what still does, on one sheet: its lines get smaller before they get fewer.
    Sheet {
        id: troubles
        readonly property var lines: screen.lines()
        readonly property bool many: troubles.lines.length > 3
        visible: screen.open && troubles.lines.length > 0
        x: Theme.margin
        y: screen.height - height - Theme.space
        width: screen.width - 2 * x
        height: notices.height + 2 * Theme.gap + 8
        border.width: Theme.high ? 3 : 0

        Grid {
            id: notices
            readonly property real share: (width - (columns - 1) * Theme.space) / columns
            x: 24
            y: Theme.gap + 4
            width: parent.width - 2 * x
            columns: screen.wide && troubles.lines.length > 1 ? 2 : 1
            columnSpacing: Theme.space
            rowSpacing: troubles.many ? 4 : 12

            Repeater {
                model: troubles.lines.length
                Item {
                    id: notice
                    required property int index
                    width: notices.share
                    height: Math.max(troubles.many ? 44 : 60, said.height)
                    IconItem {
                        anchors.verticalCenter: parent.verticalCenter
                        width: 40
                        height: 40
                        name: "info-circle"
                        color: Theme.warning
                    }
                    Label {
                        id: said
                        objectName: "attract-notice:" + notice.index
                        x: 56
                        anchors.verticalCenter: parent.verticalCenter
                        width: parent.width - x
                        text: troubles.lines[notice.index] ?? ""
                        font.pixelSize: Math.min(Theme.small, troubles.many ? 34 : 36)
                        lineHeight: 0.88
                    }
                }
            }
        }
    }
}
