pragma ComponentBehavior: Bound

import QtQuick
import ui.theme
import ui.components

// A life event, then a service of it.
Page {
    id: screen

    title: Words.say(screen.view.title)
    help: screen.view.person === "" ? "" : Words.say({"id": "services.hello", "args": {"name": screen.view.person}})

    ScrollPane {
        width: screen.bodyWidth
        height: screen.bodyHeight
        spacing: screen.wide ? Theme.gap : Theme.gap + 8

        Repeater {
            model: screen.view.tiles.length
            BigTile {
                id: tile
                required property int index
                readonly property var entry: screen.view.tiles[tile.index] ?? ({"id": "", "icon": "", "name": {"zh": ""}, "summary": {"zh": ""}, "closed": null})
                // Where it is done instead says enough: the reason is not repeated over it.
                readonly property bool elsewhere: tile.entry.closed !== null && tile.entry.closed.id === "services.at_the_desk" && tile.entry.summary.zh !== ""
                objectName: "choice:" + tile.entry.id
                width: parent.width
                compact: screen.wide
                glyph: tile.entry.icon
                text: Words.pick(tile.entry.name)
                summary: tile.elsewhere ? "" : Words.pick(tile.entry.summary)
                closed: tile.elsewhere ? Words.pick(tile.entry.summary) : Words.say(tile.entry.closed)
                onClicked: screen.choose(tile.entry.id)
            }
        }
    }
}
