pragma Singleton
import QtQuick

// What a device looks like and how its state is said, on every screen of diagnostics.
QtObject {
    readonly property var icons: ({
        "camera": "camera",
        "document_camera": "scan",
        "chip_reader": "nfc",
        "card_reader": "credit-card",
        "receipt_printer": "receipt",
        "document_printer": "printer",
        "code_scanner": "qrcode",
        "contacts": "bulb",
        "power": "battery-2"
    })

    function icon(kind: string): string {
        return icons[kind] ?? "activity-heartbeat";
    }

    // Since when, and what to do where something is to be done.
    function since(entry: var): string {
        const parts = [];
        if (entry.since !== "")
            parts.push(Words.say({"id": "device.since", "args": {"when": Words.dated(entry.since, true)}}));
        if (entry.action !== "none")
            parts.push(Words.say({"id": "operator." + entry.action}));
        return parts.join(" · ");
    }
}
