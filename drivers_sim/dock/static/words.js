// The page's words in both languages, and which language is shown.

const words = {
  title: ["模拟大厅", "Simulated hall"],
  people: ["办事群众", "Citizens"],
  devices: ["自助终端的设备", "The kiosk's devices"],
  reset: ["全部恢复", "Reset everything"],
  seat: ["请到镜头前", "Seat before the camera"],
  leave: ["离开", "Leave"],
  seated: ["在镜头前", "Seated"],
  nobody: ["镜头前没有人", "Nobody before the camera"],
  live: ["本人", "In person"],
  photograph: ["举着照片", "Shows a photo"],
  card: ["身份证", "ID card"],
  front: ["正面", "Front"],
  back: ["反面", "Back"],
  state_of_card: ["状况", "Condition"],
  to_document_camera: ["放到扫描台", "Put on the scanner"],
  to_chip_reader: ["放到读卡器", "Put on the chip reader"],
  take: ["取走", "Take away"],
  put_here: ["把身份证拖到这里", "Drop an ID card here"],
  empty_mat: ["扫描台是空的", "The mat is empty"],
  camera: ["人像摄像头", "Face camera"],
  document_camera: ["证件扫描台", "Document scanner"],
  chip_reader: ["身份证读卡器", "ID-card chip reader"],
  receipt_printer: ["凭条打印机", "Receipt printer"],
  turn_left: ["左转", "Turn left"],
  turn_right: ["右转", "Turn right"],
  blink: ["眨眼", "Blink"],
  closer: ["靠近", "Closer"],
  look: ["看镜头", "Look"],
  in_use: ["使用中", "In use"],
  ready: ["已就绪", "Ready"],
  pull: ["拔线", "Pull cable"],
  plug: ["插上", "Plug in"],
  trouble: ["故障", "Fault"],
  no_trouble: ["无故障", "No fault"],
  no_picture: ["没有画面", "No picture"],
  cover_open: ["上盖打开", "Cover open"],
  open_cover: ["打开上盖", "Open cover"],
  close_cover: ["合上上盖", "Close cover"],
  paper: ["纸", "Paper"],
  paper_ok: ["充足", "Full"],
  paper_low: ["将尽", "Low"],
  paper_out: ["用完", "Out"],
  no_slip: ["还没有打印过", "Nothing printed yet"],
  printing: ["正在打印…", "Printing…"],
  slip: ["凭条", "Slip"],
  not_cut: ["未完成", "Not complete"],
  enlarge: ["放大", "Enlarge"],
  close: ["关闭", "Close"],
  save: ["保存图片", "Save picture"],
  as_text: ["文字", "Text"],
  foreigner: ["外国人永久居留身份证", "Foreign permanent resident ID"],
  on_screen: ["屏幕上", "Screen"],
  screen: {
    attract: ["等待办事人", "Waiting for a citizen"],
    language: ["选择语言", "Choose a language"],
    privacy: ["告知与同意", "What is processed, and consent"],
    place_card: ["请放身份证", "Place the ID card"],
    confirm_identity: ["确认身份", "Confirm who you are"],
    face: ["人脸核验", "Face check"],
    services: ["选择事项", "Choose a service"],
    form: ["填写", "Fill in"],
    review: ["核对", "Review"],
    wrong_type: ["不是画面格式", "No pictures"],
  busy: ["请稍候", "One moment"],
    done: ["办理结果", "Done"],
    track: ["我的办件", "My applications"],
    track_detail: ["办件进度", "An application's course"],
    notice: ["提示", "Notice"],
    farewell: ["请带好证件", "Take your papers"],
  },
  lost: ["与模拟程序的连接断开，正在重连…", "The simulator does not answer, trying again…"],
  silent: ["没有应答", "Silent"],
  garbage: ["乱码", "Garbage"],
  slow: ["迟缓", "Slow"],
  frozen: ["停住不动", "Frozen"],
  wrong_device: ["接了别的设备", "Another device"],
  wrong_type: ["不是画面格式", "No pictures"],
  busy: ["一直忙碌", "Stuck busy"],
  disconnect_at: ["通信中断线", "Cable pulled amid"],
  power_cycle: ["断电重启", "Power cycle"],
  deaf_to_clear: ["不会清缓存", "Cannot be cleared"],
  hears_clear: ["会清缓存", "Can be cleared"],
  flapping: ["时断时续", "Flapping"],
  dark: ["一片漆黑", "Dark"],
  bad_checksum: ["校验错误", "Bad checksum"],
  truncated: ["数据截断", "Truncated"],
  find_once: ["读后须移卡", "Lift card after a read"],
  find_again: ["读后可再读", "Finds the card again"],
  cutter_jam: ["切刀卡住", "Cutter jammed"],
  suffers: {
    unplug: ["线已拔出", "Cable pulled"],
    paper_low: ["纸将尽", "Paper low"],
    paper_out: ["缺纸", "Out of paper"],
  },
  condition: {
    normal: ["完好", "Sound"],
    upside_down: ["倒放", "Upside down"],
    blurred: ["模糊", "Blurred"],
    glare: ["反光", "Glare"],
    half_covered: ["手指遮挡", "Half covered"],
    dim: ["光线暗", "Dim"],
    expired: ["已过期", "Expired"],
    bad_check_digit: ["号码校验位错", "Wrong check digit"],
    wrong_photo: ["贴了别人的照片", "Another's photograph"],
    not_a_card: ["不是身份证", "Not an ID card"],
  },
};

let index = localStorage.getItem("language") === "en" ? 1 : 0;

export const language = () => (index === 0 ? "zh" : "en");

export function setLanguage(name) {
  index = name === "en" ? 1 : 0;
  localStorage.setItem("language", name);
}

export function word(key) {
  const found = key.split(".").reduce((at, part) => at?.[part], words);
  return Array.isArray(found) ? found[index] : key;
}

// A text the simulator sends in both languages.
export const said = (text) => (index === 0 ? text.zh : text.en || text.zh);

// 陈桂兰, or Chen Guilan from chen-guilan.
export function nameOf(person) {
  if (index === 0) return person.name;
  return person.slug.split("-").map((part) => part[0].toUpperCase() + part.slice(1)).join(" ");
}
