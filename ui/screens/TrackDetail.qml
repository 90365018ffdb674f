pragma ComponentBehavior: Bound

import QtQuick
import ui.native
import ui.theme
import ui.components

// One application's course.
Page {
    id: screen

    readonly property var primaryAction: screen.view.actions.find(action => action.primary) ?? null

    title: Words.pick(screen.view.service)
    help: qsTrId("track.number") + " " + Words.grouped(screen.view.application)
    primaryText: screen.primaryAction ? Words.say(screen.primaryAction.label) : ""
    others: screen.view.actions.filter(action => action !== screen.primaryAction).map(action => ({"id": action.id, "text": Words.say(action.label)}))
    onPressed: screen.choose(screen.primaryAction.id)

    ScrollPane {
        width: screen.bodyWidth
        height: screen.bodyHeight
        spacing: Theme.space

        Pill {
            text: Words.pick(screen.view.state)
            glyph: "info-circle"
            maximumWidth: parent.width
        }
        Pill {
            visible: screen.view.printing !== "none"
            text: visible ? qsTrId("print." + screen.view.printing) : ""
            busy: screen.view.printing === "printing"
            glyph: screen.view.printing === "printed" ? "printer" : "alert-triangle"
            maximumWidth: parent.width
        }
        Pill {
            visible: screen.view.pages !== "none"
            text: visible ? qsTrId("pages." + screen.view.pages) : ""
            busy: screen.view.pages === "printing"
            glyph: screen.view.pages === "printed" ? "files" : "alert-triangle"
            maximumWidth: parent.width
        }
        Sheet {
            width: parent.width
            height: course.height + 2 * Theme.space
            Timeline {
                id: course
                x: Theme.space
                y: Theme.space
                width: parent.width - 2 * Theme.space
                entries: screen.view.timeline
                brief: screen.wide && !Theme.large
            }
        }
    }
}
