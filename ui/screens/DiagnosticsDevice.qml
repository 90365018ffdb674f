pragma ComponentBehavior: Bound

import QtQuick
import ui.native
import ui.theme
import ui.components

// One device: how it stands, its checks, and what is known of it.
Page {
    id: screen

    readonly property var device: screen.view.device
    readonly property var tabs: ["state", "events", "statistics", "traffic"]
    readonly property bool listed: screen.view.tab === "events" || screen.view.tab === "traffic"

    fullHeight: true
    title: qsTrId("device." + screen.device.kind)
    help: screen.device.id

    Column {
        id: top
        width: screen.bodyWidth
        spacing: Theme.gap

        Sheet {
            width: parent.width
            height: Math.max(120, told.height + 2 * Theme.gap)
            border.width: screen.device.mark === "works" ? Theme.hairline : 4
            border.color: screen.device.mark === "works" ? Theme.line : mark.tone
            StateMark {
                id: mark
                x: Theme.space
                anchors.verticalCenter: parent.verticalCenter
                width: 72
                height: 72
                mark: screen.device.mark
            }
            Column {
                id: told
                x: mark.x + mark.width + Theme.space
                anchors.verticalCenter: parent.verticalCenter
                width: parent.width - x - Theme.space
                Label {
                    objectName: "device-mark"
                    width: parent.width
                    text: qsTrId("mark." + screen.device.mark)
                    font.weight: Theme.bold
                    color: mark.tone
                    lineHeight: 0.92
                }
                Label {
                    objectName: "device-reason"
                    width: parent.width
                    visible: screen.device.mark !== "works"
                    text: Words.pick(screen.device.reason)
                    lineHeight: 0.92
                }
                Label {
                    width: parent.width
                    visible: text !== ""
                    text: Devices.since(screen.device)
                    font.pixelSize: Theme.small
                    color: Theme.muted
                    lineHeight: 0.92
                }
            }
        }
        Grid {
            id: checks
            width: parent.width
            columns: 2
            spacing: Theme.gap
            Repeater {
                model: screen.view.levels.length
                BigButton {
                    id: button
                    required property int index
                    readonly property string level: screen.view.levels[button.index] ?? "internal"
                    readonly property var glyphs: ({"picture": "eye", "internal": "activity-heartbeat", "external": "refresh", "interactive": "hand-click"})
                    objectName: "choice:check:" + button.level
                    width: (checks.width - Theme.gap) / 2
                    primary: false
                    text: qsTrId("check." + button.level)
                    glyph: button.glyphs[button.level] ?? ""
                    onClicked: screen.choose("check:" + button.level)
                }
            }
        }
        Row {
            id: tabs
            width: parent.width
            Repeater {
                model: screen.tabs.length
                Touch {
                    id: tab
                    required property int index
                    readonly property string page: screen.tabs[tab.index] ?? "state"
                    readonly property bool chosen: screen.view.tab === tab.page
                    objectName: "choice:tab:" + tab.page
                    width: tabs.width / screen.tabs.length
                    height: Theme.touch
                    text: qsTrId("tab." + tab.page)
                    onClicked: screen.choose("tab:" + tab.page)
                    background: Rectangle {
                        color: tab.down ? Theme.pressedSoft : "transparent"
                        Rectangle {
                            width: parent.width
                            height: tab.chosen ? 8 : Theme.hairline
                            y: parent.height - height
                            color: tab.chosen ? Theme.primary : Theme.line
                        }
                    }
                    contentItem: Item {
                        Label {
                            anchors.centerIn: parent
                            text: tab.text
                            font.pixelSize: Math.min(Theme.body, 44)
                            font.weight: tab.chosen ? Theme.bold : Font.Normal
                            color: tab.chosen ? Theme.primary : Theme.muted
                            wrapMode: Text.NoWrap
                            Accessible.ignored: true
                        }
                    }
                }
            }
        }
    }
    ScrollPane {
        y: top.height + Theme.gap
        width: screen.bodyWidth
        height: screen.bodyHeight - y

        Rows {
            visible: !screen.listed && screen.view.rows.length > 0
            width: screen.bodyWidth
            rows: screen.listed ? [] : screen.view.rows
            beside: true
        }
        BigButton {
            objectName: "choice:care"
            visible: screen.view.care !== ""
            width: screen.bodyWidth
            primary: false
            text: visible ? qsTrId("care." + screen.view.care) : ""
            glyph: "check"
            onClicked: screen.choose("care")
        }
        Sheet {
            objectName: "cannot-tell"
            readonly property var limits: screen.view.cannot_tell
            visible: limits.length > 0
            width: screen.bodyWidth
            height: visible ? limitsTold.height + 2 * Theme.gap : 0
            Column {
                id: limitsTold
                x: Theme.space
                y: Theme.gap
                width: parent.width - 2 * x
                spacing: Theme.gap / 2
                Label {
                    width: parent.width
                    text: qsTrId("liveness.not_covered")
                    font.weight: Theme.bold
                    wrapMode: Text.Wrap
                }
                Repeater {
                    model: screen.view.cannot_tell.length
                    Label {
                        id: limit
                        required property int index
                        width: limitsTold.width
                        text: "· " + Words.say(screen.view.cannot_tell[limit.index] ?? null)
                        font.pixelSize: Theme.small
                        wrapMode: Text.Wrap
                    }
                }
            }
        }
        LogList {
            visible: screen.listed
            width: screen.bodyWidth
            lines: screen.listed ? screen.view.lines : []
            marks: screen.view.tab === "events"
        }
        Label {
            objectName: "nothing"
            visible: screen.listed ? screen.view.lines.length === 0 : screen.view.rows.length === 0
            width: screen.bodyWidth
            topPadding: Theme.space
            horizontalAlignment: Text.AlignHCenter
            text: qsTrId("tab." + screen.view.tab + ".none")
            color: Theme.muted
        }
    }
}
