"""What the report's own parts are called and what can be wrong with them, in staff's words."""

from __future__ import annotations

TITLES = {
    "loop:receipt": ("打印后读回", "Printed and read back"),
    "central": ("业务系统", "Central"),
    "clock": ("时钟", "Clock"),
    "seal_key": ("加密公钥", "Seal key"),
    "outbox": ("待送业务", "Outbox"),
    "disk": ("磁盘空间", "Disk space"),
}

CLASSES = {
    "camera": ("摄像头", "Camera"),
    "document_camera": ("扫描台", "Document camera"),
    "chip_reader": ("身份证读卡区", "ID card reader"),
    "card_reader": ("社保卡读卡器", "Social security card reader"),
    "receipt_printer": ("回执打印机", "Receipt printer"),
    "document_printer": ("文件打印机", "Document printer"),
    "code_scanner": ("扫码器", "Code scanner"),
    "contacts": ("开关和灯", "Contacts and lights"),
    "power": ("备用电源", "Power supply"),
}

REASONS = {
    "ok": ("正常", "Good"),
    "unreachable": ("连接不上：请检查网络", "Cannot be reached: check the network"),
    "declined": ("拒绝了本机：请检查登记", "It declined this kiosk: check its enrolment"),
    "clock_off": ("与业务系统的时钟相差过多", "Too far from the central's clock"),
    "no_clock": ("没有可比的时钟", "No clock to compare with"),
    "no_key": ("没有可用的加密公钥，不能离线受理", "No key to seal to: nothing can be accepted offline"),
    "key_ends_soon": ("加密公钥即将到期", "The key to seal to ends soon"),
    "waiting": ("有业务等待送出", "Submissions wait to be sent"),
    "little_space": ("剩余空间不多", "Little space is left"),
    "no_space": ("剩余空间不足", "Not enough space is left"),
    "not_fitted": ("本机没有所需设备", "This kiosk has not the devices for it"),
    "not_printed": ("没有打印出来，不能读回", "Nothing was printed to read back"),
    "nobody": ("没有人配合，未检查", "Nobody took part; not tried"),
}
