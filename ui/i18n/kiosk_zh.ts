<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="zh_CN">
<context>
    <name></name>
    <message id="simulation.banner">
        <source></source>
        <translation>演示环境 · 不办理真实业务</translation>
    </message>
    <message id="connecting.title">
        <source></source>
        <translation>请稍候</translation>
    </message>
    <message id="connecting.title_other">
        <source></source>
        <translation>One moment, please</translation>
    </message>
    <message id="message.unknown">
        <source></source>
        <translation>请稍候，或请工作人员帮忙</translation>
    </message>
    <message id="setting.text_large">
        <source></source>
        <translation>大字</translation>
    </message>
    <message id="setting.text_normal">
        <source></source>
        <translation>标准字</translation>
    </message>
    <message id="setting.contrast_high">
        <source></source>
        <translation>高对比</translation>
    </message>
    <message id="setting.contrast_normal">
        <source></source>
        <translation>标准色</translation>
    </message>
    <message id="steps.identify">
        <source></source>
        <translation>身份证</translation>
    </message>
    <message id="steps.face">
        <source></source>
        <translation>人脸核验</translation>
    </message>
    <message id="steps.choose">
        <source></source>
        <translation>选事项</translation>
    </message>
    <message id="steps.fill">
        <source></source>
        <translation>填表</translation>
    </message>
    <message id="steps.review">
        <source></source>
        <translation>核对</translation>
    </message>
    <message id="steps.finish">
        <source></source>
        <translation>完成</translation>
    </message>
    <message id="steps.position">
        <source></source>
        <translation>第 {now} 步，共 {all} 步：{name}</translation>
    </message>
    <message id="idle.title">
        <source></source>
        <translation>您还在办理吗？</translation>
    </message>
    <message id="idle.body">
        <source></source>
        <translation>{seconds} 秒后结束办理，屏幕上的个人信息会清除</translation>
    </message>
    <message id="idle.stay">
        <source></source>
        <translation>继续办理</translation>
    </message>
    <message id="action.back">
        <source></source>
        <translation>返回</translation>
    </message>
    <message id="action.leave">
        <source></source>
        <translation>结束离开</translation>
    </message>
    <message id="action.help">
        <source></source>
        <translation>需要帮助</translation>
    </message>
    <message id="action.continue">
        <source></source>
        <translation>继续</translation>
    </message>
    <message id="action.page_up">
        <source></source>
        <translation>往上看</translation>
    </message>
    <message id="action.page_down">
        <source></source>
        <translation>往下看</translation>
    </message>
    <message id="action.again">
        <source></source>
        <translation>再试一次</translation>
    </message>
    <message id="action.staff">
        <source></source>
        <translation>到人工窗口办理</translation>
    </message>
    <message id="action.return">
        <source></source>
        <translation>返回继续</translation>
    </message>
    <message id="action.stay">
        <source></source>
        <translation>继续办理</translation>
    </message>
    <message id="action.finish">
        <source></source>
        <translation>办完了</translation>
    </message>
    <message id="action.more">
        <source></source>
        <translation>再办一件</translation>
    </message>
    <message id="action.reprint">
        <source></source>
        <translation>重新打印</translation>
    </message>
    <message id="action.print_pages">
        <source></source>
        <translation>打印 A4 单</translation>
    </message>
    <message id="action.reprint_pages">
        <source></source>
        <translation>重打 A4 单</translation>
    </message>
    <message id="action.print">
        <source></source>
        <translation>打印这份进度</translation>
    </message>
    <message id="action.track">
        <source></source>
        <translation>查看办理进度</translation>
    </message>
    <message id="action.services">
        <source></source>
        <translation>看看其他服务</translation>
    </message>
    <message id="action.submit">
        <source></source>
        <translation>确认提交</translation>
    </message>
    <message id="action.change">
        <source></source>
        <translation>修改</translation>
    </message>
    <message id="action.yes">
        <source></source>
        <translation>是</translation>
    </message>
    <message id="action.no">
        <source></source>
        <translation>否</translation>
    </message>
    <message id="action.skip">
        <source></source>
        <translation>不打印了</translation>
    </message>
    <message id="action.wait">
        <source></source>
        <translation>再等一会儿</translation>
    </message>
    <message id="action.ok">
        <source></source>
        <translation>知道了</translation>
    </message>
    <message id="attract.touch">
        <source></source>
        <translation>点击屏幕开始</translation>
    </message>
    <message id="attract.touch_other">
        <source></source>
        <translation>Touch to begin</translation>
    </message>
    <message id="attract.title">
        <source></source>
        <translation>社保自助办理</translation>
    </message>
    <message id="attract.help">
        <source></source>
        <translation>请带好身份证</translation>
    </message>
    <message id="attract.title_other">
        <source></source>
        <translation>Social security self-service</translation>
    </message>
    <message id="attract.no_scanner">
        <source></source>
        <translation>扫描台暂停使用，身份证请放在读卡区</translation>
    </message>
    <message id="attract.no_chip_reader">
        <source></source>
        <translation>读卡区暂停使用，身份证请放在扫描台</translation>
    </message>
    <message id="attract.no_camera">
        <source></source>
        <translation>暂时不能人脸核验，部分业务请到人工窗口</translation>
    </message>
    <message id="attract.no_receipt">
        <source></source>
        <translation>暂时不能打印回执，业务照常办理</translation>
    </message>
    <message id="attract.central_down">
        <source></source>
        <translation>网络中断，仍可办理部分业务，材料会安全保存</translation>
    </message>
    <message id="attract.hours.title">
        <source></source>
        <translation>现在不在服务时间</translation>
    </message>
    <message id="attract.hours.body">
        <source></source>
        <translation>请在服务时间再来</translation>
    </message>
    <message id="attract.today">
        <source></source>
        <translation>今天的服务时间：{hours}</translation>
    </message>
    <message id="attract.opens_today">
        <source></source>
        <translation>今天 {time} 开始服务</translation>
    </message>
    <message id="attract.opens_tomorrow">
        <source></source>
        <translation>明天 {time} 开始服务</translation>
    </message>
    <message id="attract.opens_later">
        <source></source>
        <translation>{date} {time} 开始服务</translation>
    </message>
    <message id="attract.withdrawn.title">
        <source></source>
        <translation>本机暂停服务</translation>
    </message>
    <message id="attract.withdrawn.body">
        <source></source>
        <translation>请使用旁边的自助机，或到人工窗口办理</translation>
    </message>
    <message id="attract.door_open.title">
        <source></source>
        <translation>本机正在维护</translation>
    </message>
    <message id="attract.door_open.body">
        <source></source>
        <translation>请使用旁边的自助机，或到人工窗口办理</translation>
    </message>
    <message id="attract.battery_low.title">
        <source></source>
        <translation>停电了，本机暂停服务</translation>
    </message>
    <message id="attract.battery_low.body">
        <source></source>
        <translation>已提交的申请都已保存。请到人工窗口办理</translation>
    </message>
    <message id="attract.on_battery.title">
        <source></source>
        <translation>停电了，本机暂停服务</translation>
    </message>
    <message id="attract.on_battery.body">
        <source></source>
        <translation>来电后自动恢复。请到人工窗口办理</translation>
    </message>
    <message id="attract.no_card_reading.title">
        <source></source>
        <translation>本机暂时读不了证件</translation>
    </message>
    <message id="attract.no_card_reading.body">
        <source></source>
        <translation>请使用旁边的自助机，或到人工窗口办理</translation>
    </message>
    <message id="attract.no_id_card">
        <source></source>
        <translation>暂时读不了身份证，请用社保卡</translation>
    </message>
    <message id="attract.no_id_card_code">
        <source></source>
        <translation>暂时读不了身份证，请用电子社保卡</translation>
    </message>
    <message id="attract.no_card_reader">
        <source></source>
        <translation>暂时不能插社保卡，其他证件照常使用</translation>
    </message>
    <message id="attract.no_code_scanner">
        <source></source>
        <translation>暂时不能扫电子社保卡，其他证件照常使用</translation>
    </message>
    <message id="attract.no_pages">
        <source></source>
        <translation>暂时不能打印A4材料，请到人工窗口打印</translation>
    </message>
    <message id="attract.on_battery">
        <source></source>
        <translation>停电了，本机用备用电源继续服务</translation>
    </message>
    <message id="attract.card_kept">
        <source></source>
        <translation>有人遗忘的卡已由本机收好，请找工作人员领取</translation>
    </message>
    <message id="attract.card_lying">
        <source></source>
        <translation>有人的证件落在这里，请交给工作人员</translation>
    </message>
    <message id="language.title">
        <source></source>
        <translation>请选择语言</translation>
    </message>
    <message id="language.zh">
        <source></source>
        <translation>中文</translation>
    </message>
    <message id="language.zh.note">
        <source></source>
        <translation>普通话</translation>
    </message>
    <message id="language.en">
        <source></source>
        <translation>English</translation>
    </message>
    <message id="language.en.note">
        <source></source>
        <translation>英语</translation>
    </message>
    <message id="language.help">
        <source></source>
        <translation>之后随时可以在右上角更换</translation>
    </message>
    <message id="privacy.title">
        <source></source>
        <translation>办理前，请您了解</translation>
    </message>
    <message id="privacy.help">
        <source></source>
        <translation>我们只用办理业务需要的信息</translation>
    </message>
    <message id="privacy.card">
        <source></source>
        <translation>读取您的身份证</translation>
    </message>
    <message id="privacy.card.why">
        <source></source>
        <translation>用来确认是谁在办理</translation>
    </message>
    <message id="privacy.face">
        <source></source>
        <translation>核验您的人脸</translation>
    </message>
    <message id="privacy.face.why">
        <source></source>
        <translation>只与证件和留存照片比对，不保存</translation>
    </message>
    <message id="privacy.send">
        <source></source>
        <translation>加密传送到人社部门</translation>
    </message>
    <message id="privacy.send.why">
        <source></source>
        <translation>只有经办人员能看到</translation>
    </message>
    <message id="privacy.wipe">
        <source></source>
        <translation>离开后立即清除</translation>
    </message>
    <message id="privacy.wipe.why">
        <source></source>
        <translation>这台机器上不留您的个人信息</translation>
    </message>
    <message id="privacy.wipe.days">
        <source></source>
        <translation>没送达的申请加密保存，最多 {days} 天</translation>
    </message>
    <message id="privacy.agree">
        <source></source>
        <translation>同意，开始办理</translation>
    </message>
    <message id="privacy.without_face">
        <source></source>
        <translation>不做人脸核验</translation>
    </message>
    <message id="privacy.without_face.note">
        <source></source>
        <translation>不做人脸核验也可以办理，部分业务会转到人工窗口。</translation>
    </message>
    <message id="place_card.scan.title">
        <source></source>
        <translation>请把身份证放在扫描台上</translation>
    </message>
    <message id="place_card.scan.help">
        <source></source>
        <translation>有照片的一面朝上</translation>
    </message>
    <message id="place_card.chip.title">
        <source></source>
        <translation>请把身份证放在读卡区</translation>
    </message>
    <message id="place_card.chip.help">
        <source></source>
        <translation>平放不动，读完会提示您</translation>
    </message>
    <message id="place_card.both.title">
        <source></source>
        <translation>请放上您的身份证</translation>
    </message>
    <message id="place_card.both.help">
        <source></source>
        <translation>放在读卡区，或放在扫描台上，照片朝上</translation>
    </message>
    <message id="place_card.chip.name">
        <source></source>
        <translation>读卡区</translation>
    </message>
    <message id="place_card.scan.name">
        <source></source>
        <translation>扫描台</translation>
    </message>
    <message id="place_card.no_card">
        <source></source>
        <translation>没带身份证</translation>
    </message>
    <message id="place_card.id_card.title">
        <source></source>
        <translation>请出示您的证件</translation>
    </message>
    <message id="place_card.id_card.help">
        <source></source>
        <translation>身份证或社保卡，任选一种</translation>
    </message>
    <message id="place_card.id_code.title">
        <source></source>
        <translation>请出示您的证件</translation>
    </message>
    <message id="place_card.id_code.help">
        <source></source>
        <translation>身份证或电子社保卡，任选一种</translation>
    </message>
    <message id="place_card.id_card_code.title">
        <source></source>
        <translation>请出示您的证件</translation>
    </message>
    <message id="place_card.id_card_code.help">
        <source></source>
        <translation>身份证、社保卡或电子社保卡，任选一种</translation>
    </message>
    <message id="place_card.card_code.title">
        <source></source>
        <translation>请出示您的社保卡</translation>
    </message>
    <message id="place_card.card_code.help">
        <source></source>
        <translation>插入实体卡，或出示手机上的电子社保卡</translation>
    </message>
    <message id="place_card.card.title">
        <source></source>
        <translation>请插入您的社保卡</translation>
    </message>
    <message id="place_card.card.help">
        <source></source>
        <translation>有芯片的一面朝上，芯片朝里</translation>
    </message>
    <message id="place_card.code.title">
        <source></source>
        <translation>请出示电子社保卡</translation>
    </message>
    <message id="place_card.code.help">
        <source></source>
        <translation>打开手机上的二维码，对准扫码口</translation>
    </message>
    <message id="place_card.card.name">
        <source></source>
        <translation>社保卡</translation>
    </message>
    <message id="place_card.card.where">
        <source></source>
        <translation>插入卡口</translation>
    </message>
    <message id="place_card.code.name">
        <source></source>
        <translation>电子社保卡</translation>
    </message>
    <message id="place_card.code.where">
        <source></source>
        <translation>二维码对准扫码口</translation>
    </message>
    <message id="place_card.no_card_any">
        <source></source>
        <translation>没带证件</translation>
    </message>
    <message id="identify.place">
        <source></source>
        <translation>等待放上身份证</translation>
    </message>
    <message id="identify.looking_up">
        <source></source>
        <translation>正在核对您的信息</translation>
    </message>
    <message id="identify.chip_again">
        <source></source>
        <translation>没有读到，请拿起身份证再放一次</translation>
    </message>
    <message id="identify.card_moved">
        <source></source>
        <translation>身份证动了，请重新放好</translation>
    </message>
    <message id="identify.card_refused">
        <source></source>
        <translation>这张证件没有通过验证，请到人工窗口</translation>
    </message>
    <message id="identify.card_unknown">
        <source></source>
        <translation>请使用居民身份证或永久居留身份证</translation>
    </message>
    <message id="identify.no_card">
        <source></source>
        <translation>身份证拿开了，请重新放好</translation>
    </message>
    <message id="identify.lift_first">
        <source></source>
        <translation>请先拿起上面的卡，再放上您的身份证</translation>
    </message>
    <message id="identify.take_first">
        <source></source>
        <translation>请先取走卡口里的卡</translation>
    </message>
    <message id="identify.slot_empty">
        <source></source>
        <translation>可以插卡了</translation>
    </message>
    <message id="identify.reading_card">
        <source></source>
        <translation>正在读社保卡，请不要拔出</translation>
    </message>
    <message id="identify.social_no_card">
        <source></source>
        <translation>卡拿出来了，请重新插入</translation>
    </message>
    <message id="identify.social_card_moved">
        <source></source>
        <translation>卡拔出来了，请重新插入</translation>
    </message>
    <message id="identify.social_card_mute">
        <source></source>
        <translation>没有读到芯片，请芯片朝上、朝里插入</translation>
    </message>
    <message id="identify.social_card_unknown">
        <source></source>
        <translation>这不是社保卡，请换一张</translation>
    </message>
    <message id="identify.social_card_blocked">
        <source></source>
        <translation>这张卡已锁定，请到人工窗口解锁</translation>
    </message>
    <message id="identify.social_again">
        <source></source>
        <translation>没有读到，请取出卡再插一次</translation>
    </message>
    <message id="identify.code_expired">
        <source></source>
        <translation>二维码过期了，请在手机上刷新后再扫</translation>
    </message>
    <message id="identify.code_unknown">
        <source></source>
        <translation>这不是电子社保卡的二维码，请换一个</translation>
    </message>
    <message id="identify.code_offline">
        <source></source>
        <translation>暂时连不上业务系统，请用身份证</translation>
    </message>
    <message id="identify.code_is_receipt">
        <source></source>
        <translation>这是回执上的码，请先出示证件</translation>
    </message>
    <message id="identify.place_any">
        <source></source>
        <translation>等待您的证件</translation>
    </message>
    <message id="document.no_document">
        <source></source>
        <translation>等待放上身份证</translation>
    </message>
    <message id="document.reading">
        <source></source>
        <translation>正在读取，请不要移动</translation>
    </message>
    <message id="document.hold_still">
        <source></source>
        <translation>请让身份证保持不动</translation>
    </message>
    <message id="document.blurred">
        <source></source>
        <translation>看不清楚，请把身份证放平</translation>
    </message>
    <message id="document.glare">
        <source></source>
        <translation>有反光，请稍微挪动身份证</translation>
    </message>
    <message id="document.covered">
        <source></source>
        <translation>请不要遮住身份证</translation>
    </message>
    <message id="document.too_small">
        <source></source>
        <translation>请把身份证放近一些</translation>
    </message>
    <message id="document.too_large">
        <source></source>
        <translation>请把身份证放远一些</translation>
    </message>
    <message id="document.upside_down">
        <source></source>
        <translation>身份证放倒了，请转过来</translation>
    </message>
    <message id="document.not_a_card">
        <source></source>
        <translation>这不是身份证，请放上身份证</translation>
    </message>
    <message id="document.wrong_side">
        <source></source>
        <translation>请把有照片的一面朝上</translation>
    </message>
    <message id="document.bad_check_digit">
        <source></source>
        <translation>号码没有读准，请擦净身份证再放一次</translation>
    </message>
    <message id="document.birth_date_differs">
        <source></source>
        <translation>号码没有读准，请擦净身份证再放一次</translation>
    </message>
    <message id="document.sex_differs">
        <source></source>
        <translation>号码没有读准，请擦净身份证再放一次</translation>
    </message>
    <message id="document.no_citizen_number">
        <source></source>
        <translation>该证件没有公民身份号码，请到人工窗口办理</translation>
    </message>
    <message id="document.print_differs">
        <source></source>
        <translation>卡面信息与芯片信息不一致，请到人工窗口核实</translation>
    </message>
    <message id="document.expired">
        <source></source>
        <translation>身份证已过有效期，请到人工窗口办理</translation>
    </message>
    <message id="document.low_confidence">
        <source></source>
        <translation>有的字可能没读准，请仔细核对</translation>
    </message>
    <message id="document.possible_fraud">
        <source></source>
        <translation>这张证件需要工作人员核对，请到人工窗口办理</translation>
    </message>
    <message id="document.settled">
        <source></source>
        <translation>读好了</translation>
    </message>
    <message id="document.several_documents">
        <source></source>
        <translation>请只放一张身份证</translation>
    </message>
    <message id="document.more_light">
        <source></source>
        <translation>光线太暗，请不要挡住灯光</translation>
    </message>
    <message id="confirm_identity.title">
        <source></source>
        <translation>这是您的身份证吗？</translation>
    </message>
    <message id="confirm_identity.help">
        <source></source>
        <translation>请核对下面的信息</translation>
    </message>
    <message id="confirm_identity.yes">
        <source></source>
        <translation>是我本人</translation>
    </message>
    <message id="confirm_identity.again">
        <source></source>
        <translation>不对，重新读取</translation>
    </message>
    <message id="confirm_identity.help.chip">
        <source></source>
        <translation>请核对从身份证芯片读到的信息</translation>
    </message>
    <message id="confirm_identity.help.scan">
        <source></source>
        <translation>请核对从身份证上读到的信息</translation>
    </message>
    <message id="source.chip">
        <source></source>
        <translation>身份证芯片</translation>
    </message>
    <message id="source.scan">
        <source></source>
        <translation>扫描</translation>
    </message>
    <message id="source.department">
        <source></source>
        <translation>部门数据</translation>
    </message>
    <message id="source.you">
        <source></source>
        <translation>您填写</translation>
    </message>
    <message id="face.help">
        <source></source>
        <translation>露出整张脸；眼镜可以戴着，坐着也可以</translation>
    </message>
    <message id="face.attempt">
        <source></source>
        <translation>第 {attempt} 次，共 {attempts} 次</translation>
    </message>
    <message id="face.staff">
        <source></source>
        <translation>改到人工窗口核验</translation>
    </message>
    <message id="face.look_here">
        <source></source>
        <translation>请看着屏幕上的自己</translation>
    </message>
    <message id="face.look">
        <source></source>
        <translation>请看着屏幕上的自己</translation>
    </message>
    <message id="face.come_closer">
        <source></source>
        <translation>请靠近一点</translation>
    </message>
    <message id="face.closer">
        <source></source>
        <translation>请靠近一点</translation>
    </message>
    <message id="face.move_back">
        <source></source>
        <translation>请后退一点</translation>
    </message>
    <message id="face.more_light">
        <source></source>
        <translation>脸上太暗，请转向亮处</translation>
    </message>
    <message id="face.less_light">
        <source></source>
        <translation>光线太强，请稍微侧开</translation>
    </message>
    <message id="face.one_person">
        <source></source>
        <translation>请只留一张脸；怀里的孩子请转过去</translation>
    </message>
    <message id="face.several_faces">
        <source></source>
        <translation>请只留一张脸；怀里的孩子请转过去</translation>
    </message>
    <message id="face.no_face">
        <source></source>
        <translation>请到屏幕正前方，坐着也可以</translation>
    </message>
    <message id="face.turn_left">
        <source></source>
        <translation>请慢慢向左转头</translation>
    </message>
    <message id="face.turn_right">
        <source></source>
        <translation>请慢慢向右转头</translation>
    </message>
    <message id="face.blink">
        <source></source>
        <translation>请眨一眨眼</translation>
    </message>
    <message id="face.look_straight">
        <source></source>
        <translation>请看正前方</translation>
    </message>
    <message id="face.hold_still">
        <source></source>
        <translation>请保持不动</translation>
    </message>
    <message id="face.colours">
        <source></source>
        <translation>屏幕会变换颜色，请看着它</translation>
    </message>
    <message id="face.uncover">
        <source></source>
        <translation>请摘下口罩，露出整张脸</translation>
    </message>
    <message id="face.comparing">
        <source></source>
        <translation>正在比对，请稍候</translation>
    </message>
    <message id="face.checking">
        <source></source>
        <translation>正在比对，请稍候</translation>
    </message>
    <message id="face.done">
        <source></source>
        <translation>核验完成</translation>
    </message>
    <message id="face.good">
        <source></source>
        <translation>很好，请保持</translation>
    </message>
    <message id="face.well_done">
        <source></source>
        <translation>很好</translation>
    </message>
    <message id="face.thank_you">
        <source></source>
        <translation>好了，谢谢配合</translation>
    </message>
    <message id="face.waiting">
        <source></source>
        <translation>正在打开摄像头</translation>
    </message>
    <message id="services.what_brings_you">
        <source></source>
        <translation>您想办什么？</translation>
    </message>
    <message id="services.which">
        <source></source>
        <translation>请选择要办的业务</translation>
    </message>
    <message id="services.hello">
        <source></source>
        <translation>{name}，您好</translation>
    </message>
    <message id="services.at_the_desk">
        <source></source>
        <translation>请到人工窗口办理</translation>
    </message>
    <message id="services.closed_offline">
        <source></source>
        <translation>网络恢复后可办</translation>
    </message>
    <message id="services.fetching_known">
        <source></source>
        <translation>正在查询您的信息，省得您再填</translation>
    </message>
    <message id="services.looking_up">
        <source></source>
        <translation>正在查询</translation>
    </message>
    <message id="form.page">
        <source></source>
        <translation>第 {page} 页，共 {pages} 页</translation>
    </message>
    <message id="form.optional">
        <source></source>
        <translation>选填</translation>
    </message>
    <message id="form.touch_to_fill">
        <source></source>
        <translation>点这里填写</translation>
    </message>
    <message id="form.required">
        <source></source>
        <translation>请填写这一项</translation>
    </message>
    <message id="form.choose_one">
        <source></source>
        <translation>请选一项</translation>
    </message>
    <message id="form.confirm">
        <source></source>
        <translation>请点一下确认</translation>
    </message>
    <message id="form.date">
        <source></source>
        <translation>请填 8 位数字，例如 2026 年 03 月 15 日</translation>
    </message>
    <message id="form.phone">
        <source></source>
        <translation>请填 11 位手机号码</translation>
    </message>
    <message id="date.written">
        <source></source>
        <translation>{year} 年 {month} 月 {day} 日</translation>
    </message>
    <message id="key.erase">
        <source></source>
        <translation>删除</translation>
    </message>
    <message id="key.shift">
        <source></source>
        <translation>大写</translation>
    </message>
    <message id="key.chinese">
        <source></source>
        <translation>拼音</translation>
    </message>
    <message id="key.latin">
        <source></source>
        <translation>英文</translation>
    </message>
    <message id="key.next">
        <source></source>
        <translation>更多字词</translation>
    </message>
    <message id="key.previous">
        <source></source>
        <translation>前面的字词</translation>
    </message>
    <message id="key.space">
        <source></source>
        <translation>空格</translation>
    </message>
    <message id="key.done">
        <source></source>
        <translation>填好了</translation>
    </message>
    <message id="review.title">
        <source></source>
        <translation>请核对，没问题就提交</translation>
    </message>
    <message id="review.change">
        <source></source>
        <translation>修改</translation>
    </message>
    <message id="review.submit">
        <source></source>
        <translation>确认提交</translation>
    </message>
    <message id="submit.sending">
        <source></source>
        <translation>正在提交，请稍候</translation>
    </message>
    <message id="submit.saving">
        <source></source>
        <translation>正在安全保存您的申请</translation>
    </message>
    <message id="done.received.title">
        <source></source>
        <translation>提交成功</translation>
    </message>
    <message id="done.kept.title">
        <source></source>
        <translation>申请已安全保存</translation>
    </message>
    <message id="done.kept.help">
        <source></source>
        <translation>网络恢复后会自动送达，您不用再来一趟</translation>
    </message>
    <message id="done.number">
        <source></source>
        <translation>申请编号</translation>
    </message>
    <message id="done.reference">
        <source></source>
        <translation>参考号</translation>
    </message>
    <message id="done.next">
        <source></source>
        <translation>接下来</translation>
    </message>
    <message id="done.photo_hint">
        <source></source>
        <translation>没有回执也没关系，请记下或拍下编号</translation>
    </message>
    <message id="pages.printing">
        <source></source>
        <translation>正在打印 A4 单，请稍候</translation>
    </message>
    <message id="pages.printed">
        <source></source>
        <translation>A4 单已打印，请从出纸口取走</translation>
    </message>
    <message id="pages.unconfirmed">
        <source></source>
        <translation>A4 单可能没有打印完整，请看出纸口</translation>
    </message>
    <message id="pages.failed">
        <source></source>
        <translation>A4 单没有打印出来，申请不受影响</translation>
    </message>
    <message id="print.printing">
        <source></source>
        <translation>正在打印回执</translation>
    </message>
    <message id="print.printed">
        <source></source>
        <translation>回执已打印，请取走</translation>
    </message>
    <message id="print.unconfirmed">
        <source></source>
        <translation>回执可能没有打印完整，请看一下出纸口</translation>
    </message>
    <message id="print.failed">
        <source></source>
        <translation>回执没有打印出来，申请不受影响</translation>
    </message>
    <message id="print.paper_out">
        <source></source>
        <translation>打印机没纸了，申请不受影响，请记下编号</translation>
    </message>
    <message id="print.cover_open">
        <source></source>
        <translation>打印机盖子没有合上，申请不受影响，请记下编号</translation>
    </message>
    <message id="print.printer_trouble">
        <source></source>
        <translation>打印机暂时不能用，申请不受影响，请记下编号</translation>
    </message>
    <message id="print.no_printer">
        <source></source>
        <translation>本机不打印回执，请记下编号</translation>
    </message>
    <message id="print.paper_low">
        <source></source>
        <translation>打印纸快用完了</translation>
    </message>
    <message id="print.pages_on_battery">
        <source></source>
        <translation>停电了，暂时不打印A4材料</translation>
    </message>
    <message id="track.title">
        <source></source>
        <translation>您的办理进度</translation>
    </message>
    <message id="track.help">
        <source></source>
        <translation>点一件查看详情</translation>
    </message>
    <message id="track.empty">
        <source></source>
        <translation>还没有申请记录</translation>
    </message>
    <message id="track.empty.body">
        <source></source>
        <translation>在本机或网上提交的申请都会列在这里</translation>
    </message>
    <message id="track.submitted">
        <source></source>
        <translation>{date} 提交</translation>
    </message>
    <message id="track.number">
        <source></source>
        <translation>申请编号</translation>
    </message>
    <message id="track.back">
        <source></source>
        <translation>返回列表</translation>
    </message>
    <message id="track.looking_up">
        <source></source>
        <translation>正在查询您的办理进度</translation>
    </message>
    <message id="track.fetching">
        <source></source>
        <translation>正在查询您的办理进度</translation>
    </message>
    <message id="track.show_receipt">
        <source></source>
        <translation>也可以扫回执上的二维码</translation>
    </message>
    <message id="track.not_yours">
        <source></source>
        <translation>没有找到这张回执对应的申请</translation>
    </message>
    <message id="strip.printing">
        <source></source>
        <translation>正在打印回执</translation>
    </message>
    <message id="strip.offline">
        <source></source>
        <translation>网络中断：可以照常填写，申请会安全保存</translation>
    </message>
    <message id="strip.central_down">
        <source></source>
        <translation>网络中断：可以照常填写，申请会安全保存</translation>
    </message>
    <message id="strip.kept_safely">
        <source></source>
        <translation>申请已安全保存，网络恢复后自动送达</translation>
    </message>
    <message id="strip.paper_low">
        <source></source>
        <translation>打印纸快用完了</translation>
    </message>
    <message id="strip.ticket_printed">
        <source></source>
        <translation>号票已打印，请取走</translation>
    </message>
    <message id="strip.note_the_number">
        <source></source>
        <translation>号票没有打印出来，请记下号码</translation>
    </message>
    <message id="strip.no_receipt">
        <source></source>
        <translation>暂时不能打印回执</translation>
    </message>
    <message id="farewell.title">
        <source></source>
        <translation>感谢您的光临</translation>
    </message>
    <message id="farewell.take">
        <source></source>
        <translation>请带好您的物品</translation>
    </message>
    <message id="farewell.card">
        <source></source>
        <translation>身份证</translation>
    </message>
    <message id="farewell.receipt">
        <source></source>
        <translation>回执</translation>
    </message>
    <message id="farewell.documents">
        <source></source>
        <translation>其他材料</translation>
    </message>
    <message id="farewell.rate">
        <source></source>
        <translation>这次办理，您满意吗？</translation>
    </message>
    <message id="farewell.rated">
        <source></source>
        <translation>谢谢您的评价</translation>
    </message>
    <message id="farewell.rate.1">
        <source></source>
        <translation>很不满意</translation>
    </message>
    <message id="farewell.rate.2">
        <source></source>
        <translation>不满意</translation>
    </message>
    <message id="farewell.rate.3">
        <source></source>
        <translation>基本满意</translation>
    </message>
    <message id="farewell.rate.4">
        <source></source>
        <translation>满意</translation>
    </message>
    <message id="farewell.rate.5">
        <source></source>
        <translation>很满意</translation>
    </message>
    <message id="farewell.finish">
        <source></source>
        <translation>结束</translation>
    </message>
    <message id="farewell.social_card">
        <source></source>
        <translation>社保卡</translation>
    </message>
    <message id="farewell.still_there">
        <source></source>
        <translation>请取走您的物品</translation>
    </message>
    <message id="notice.ticket">
        <source></source>
        <translation>您的号码</translation>
    </message>
    <message id="notice.safe">
        <source></source>
        <translation>请放心</translation>
    </message>
    <message id="notice.central_down.title">
        <source></source>
        <translation>网络暂时中断</translation>
    </message>
    <message id="notice.central_down.body">
        <source></source>
        <translation>暂时查不到可以办的业务。可以稍等再试，也可以到人工窗口办理。</translation>
    </message>
    <message id="notice.central_down.safe">
        <source></source>
        <translation>您的信息没有丢失，也没有留在本机。</translation>
    </message>
    <message id="notice.cannot_keep.title">
        <source></source>
        <translation>还没有提交成功</translation>
    </message>
    <message id="notice.cannot_keep.body">
        <source></source>
        <translation>现在网络中断，这项业务要联网才能提交。可以再试一次，也可以到人工窗口办理。</translation>
    </message>
    <message id="notice.cannot_keep.safe">
        <source></source>
        <translation>您填好的内容还在。</translation>
    </message>
    <message id="notice.kept_safely.title">
        <source></source>
        <translation>申请已安全保存</translation>
    </message>
    <message id="notice.kept_safely.body">
        <source></source>
        <translation>现在网络中断，恢复后会自动送达，您不用再来一趟。</translation>
    </message>
    <message id="notice.kept_safely.safe">
        <source></source>
        <translation>申请已加密保存，不会丢失。</translation>
    </message>
    <message id="notice.printer_out_of_paper.title">
        <source></source>
        <translation>打印机没纸了</translation>
    </message>
    <message id="notice.printer_out_of_paper.body">
        <source></source>
        <translation>可以不要回执继续办理，也可以请工作人员加纸。</translation>
    </message>
    <message id="notice.printer_out_of_paper.safe">
        <source></source>
        <translation>您的申请不受影响。</translation>
    </message>
    <message id="notice.printer_cover_open.title">
        <source></source>
        <translation>打印机盖子没有合上</translation>
    </message>
    <message id="notice.printer_cover_open.body">
        <source></source>
        <translation>请工作人员合上盖子，或不要回执继续办理。</translation>
    </message>
    <message id="notice.printer_cover_open.safe">
        <source></source>
        <translation>您的申请不受影响。</translation>
    </message>
    <message id="notice.printer_gone.title">
        <source></source>
        <translation>打印机暂时不能用</translation>
    </message>
    <message id="notice.printer_gone.body">
        <source></source>
        <translation>可以不要回执继续办理，请记下申请编号。</translation>
    </message>
    <message id="notice.printer_gone.safe">
        <source></source>
        <translation>您的申请不受影响。</translation>
    </message>
    <message id="notice.print_again.title">
        <source></source>
        <translation>要再打印一次吗？</translation>
    </message>
    <message id="notice.print_again.body">
        <source></source>
        <translation>刚才的回执可能已经打印出来了，请先看一下出纸口。</translation>
    </message>
    <message id="notice.print_again.safe">
        <source></source>
        <translation>您的申请不受影响。</translation>
    </message>
    <message id="notice.reprint_question.title">
        <source></source>
        <translation>要再打印一次吗？</translation>
    </message>
    <message id="notice.reprint_question.body">
        <source></source>
        <translation>刚才的回执可能已经打印出来了，请先看一下出纸口。</translation>
    </message>
    <message id="notice.reprint_question.safe">
        <source></source>
        <translation>您的申请不受影响。</translation>
    </message>
    <message id="notice.camera_gone.title">
        <source></source>
        <translation>摄像头暂时不能用</translation>
    </message>
    <message id="notice.camera_gone.body">
        <source></source>
        <translation>可以再试一次，也可以到人工窗口核验身份。</translation>
    </message>
    <message id="notice.camera_gone.safe">
        <source></source>
        <translation>您刚才办理的内容都还在。</translation>
    </message>
    <message id="notice.chip_reader_silent.title">
        <source></source>
        <translation>读卡区暂时不能用</translation>
    </message>
    <message id="notice.chip_reader_silent.body">
        <source></source>
        <translation>请把身份证放在扫描台上，照片朝上。</translation>
    </message>
    <message id="notice.chip_reader_silent.safe">
        <source></source>
        <translation>您的证件没有问题。</translation>
    </message>
    <message id="notice.scanner_gone.title">
        <source></source>
        <translation>扫描台暂时不能用</translation>
    </message>
    <message id="notice.scanner_gone.body">
        <source></source>
        <translation>请把身份证放在读卡区，或到人工窗口办理。</translation>
    </message>
    <message id="notice.scanner_gone.safe">
        <source></source>
        <translation>您的证件没有问题。</translation>
    </message>
    <message id="notice.no_card_reading.title">
        <source></source>
        <translation>暂时读不了身份证</translation>
    </message>
    <message id="notice.no_card_reading.body">
        <source></source>
        <translation>请拿好您的身份证，到人工窗口办理。</translation>
    </message>
    <message id="notice.no_card_reading.safe">
        <source></source>
        <translation>您的证件没有问题，本机没有留下信息。</translation>
    </message>
    <message id="notice.not_a_card.title">
        <source></source>
        <translation>这不像是身份证</translation>
    </message>
    <message id="notice.not_a_card.body">
        <source></source>
        <translation>请放上居民身份证，或外国人永久居留身份证。</translation>
    </message>
    <message id="notice.not_a_card.safe">
        <source></source>
        <translation>刚才的画面没有保存。</translation>
    </message>
    <message id="notice.blurred.title">
        <source></source>
        <translation>身份证看不清楚</translation>
    </message>
    <message id="notice.blurred.body">
        <source></source>
        <translation>请擦净身份证，放平，再试一次。</translation>
    </message>
    <message id="notice.blurred.safe">
        <source></source>
        <translation>刚才的画面没有保存。</translation>
    </message>
    <message id="notice.glare.title">
        <source></source>
        <translation>身份证上有反光</translation>
    </message>
    <message id="notice.glare.body">
        <source></source>
        <translation>请稍微挪动身份证，再试一次。</translation>
    </message>
    <message id="notice.glare.safe">
        <source></source>
        <translation>刚才的画面没有保存。</translation>
    </message>
    <message id="notice.covered.title">
        <source></source>
        <translation>身份证被遮住了</translation>
    </message>
    <message id="notice.covered.body">
        <source></source>
        <translation>请把手拿开，让整张身份证露出来。</translation>
    </message>
    <message id="notice.covered.safe">
        <source></source>
        <translation>刚才的画面没有保存。</translation>
    </message>
    <message id="notice.bad_check_digit.title">
        <source></source>
        <translation>身份证号码没有读准</translation>
    </message>
    <message id="notice.bad_check_digit.body">
        <source></source>
        <translation>请擦净身份证再试一次，还是不行请到人工窗口办理。</translation>
    </message>
    <message id="notice.bad_check_digit.safe">
        <source></source>
        <translation>刚才的画面没有保存。</translation>
    </message>
    <message id="notice.expired.title">
        <source></source>
        <translation>身份证已过有效期</translation>
    </message>
    <message id="notice.expired.body">
        <source></source>
        <translation>请带上这张身份证，到人工窗口办理。</translation>
    </message>
    <message id="notice.expired.safe">
        <source></source>
        <translation>您的社保待遇不受影响。</translation>
    </message>
    <message id="notice.low_confidence.title">
        <source></source>
        <translation>有的字没有读准</translation>
    </message>
    <message id="notice.low_confidence.body">
        <source></source>
        <translation>请擦净身份证，放平，再试一次。</translation>
    </message>
    <message id="notice.low_confidence.safe">
        <source></source>
        <translation>刚才的画面没有保存。</translation>
    </message>
    <message id="notice.possible_fraud.title">
        <source></source>
        <translation>请到人工窗口办理</translation>
    </message>
    <message id="notice.possible_fraud.body">
        <source></source>
        <translation>这张证件需要工作人员帮您核对一下。</translation>
    </message>
    <message id="notice.possible_fraud.safe">
        <source></source>
        <translation>刚才的画面没有保存。</translation>
    </message>
    <message id="notice.not_live.title">
        <source></source>
        <translation>还没有核验成功</translation>
    </message>
    <message id="notice.not_live.body">
        <source></source>
        <translation>请摘下口罩和帽子，本人面对屏幕，按提示慢慢做动作。还可以再试 {left} 次。</translation>
    </message>
    <message id="notice.not_live.safe">
        <source></source>
        <translation>刚才的画面没有保存。</translation>
    </message>
    <message id="notice.no_match.title">
        <source></source>
        <translation>没能和证件照片对上</translation>
    </message>
    <message id="notice.no_match.body">
        <source></source>
        <translation>请面向亮处，摘下眼镜、口罩和帽子。还可以再试 {left} 次。</translation>
    </message>
    <message id="notice.no_match.safe">
        <source></source>
        <translation>刚才的画面没有保存。</translation>
    </message>
    <message id="notice.timed_out.title">
        <source></source>
        <translation>时间到了，还没有核验成功</translation>
    </message>
    <message id="notice.timed_out.body">
        <source></source>
        <translation>不着急，请按屏幕提示慢慢做。还可以再试 {left} 次。</translation>
    </message>
    <message id="notice.timed_out.safe">
        <source></source>
        <translation>刚才的画面没有保存。</translation>
    </message>
    <message id="notice.several_faces.title">
        <source></source>
        <translation>画面里不止一个人</translation>
    </message>
    <message id="notice.several_faces.body">
        <source></source>
        <translation>请让身边的人站到旁边，只留您一个人面对屏幕。还可以再试 {left} 次。</translation>
    </message>
    <message id="notice.several_faces.safe">
        <source></source>
        <translation>刚才的画面没有保存。</translation>
    </message>
    <message id="notice.stale.title">
        <source></source>
        <translation>摄像头画面停住了</translation>
    </message>
    <message id="notice.stale.body">
        <source></source>
        <translation>不是您的问题，请再试一次。还可以再试 {left} 次。</translation>
    </message>
    <message id="notice.stale.safe">
        <source></source>
        <translation>刚才的画面没有保存。</translation>
    </message>
    <message id="notice.face_failed.title">
        <source></source>
        <translation>请到人工窗口核验</translation>
    </message>
    <message id="notice.face_failed.body">
        <source></source>
        <translation>机器没能核验成功，工作人员会帮您继续办理。</translation>
    </message>
    <message id="notice.face_failed.safe">
        <source></source>
        <translation>您刚才办理的内容都还在。</translation>
    </message>
    <message id="notice.bad_document_photo.title">
        <source></source>
        <translation>证件照片看不清楚</translation>
    </message>
    <message id="notice.bad_document_photo.body">
        <source></source>
        <translation>请擦净身份证，重新放一次。</translation>
    </message>
    <message id="notice.bad_document_photo.safe">
        <source></source>
        <translation>刚才的画面没有保存。</translation>
    </message>
    <message id="notice.bad_reference_photo.title">
        <source></source>
        <translation>部门留存的照片看不清楚</translation>
    </message>
    <message id="notice.bad_reference_photo.body">
        <source></source>
        <translation>没有办法比对。可以再试一次，也可以到人工窗口核验身份。</translation>
    </message>
    <message id="notice.bad_reference_photo.safe">
        <source></source>
        <translation>刚才的画面没有保存。</translation>
    </message>
    <message id="notice.no_photo_to_compare.title">
        <source></source>
        <translation>没有可以比对的照片</translation>
    </message>
    <message id="notice.no_photo_to_compare.body">
        <source></source>
        <translation>请重新放一次身份证，或到人工窗口核验身份。</translation>
    </message>
    <message id="notice.no_photo_to_compare.safe">
        <source></source>
        <translation>刚才的画面没有保存。</translation>
    </message>
    <message id="notice.staff.title">
        <source></source>
        <translation>请到人工窗口继续办理</translation>
    </message>
    <message id="notice.staff.body">
        <source></source>
        <translation>请拿好号票，等候叫号。工作人员会接着帮您办。</translation>
    </message>
    <message id="notice.staff.safe">
        <source></source>
        <translation>您填好的内容已经保留，不用重填。</translation>
    </message>
    <message id="notice.staff_ticket.title">
        <source></source>
        <translation>请到人工窗口继续办理</translation>
    </message>
    <message id="notice.staff_ticket.body">
        <source></source>
        <translation>请拿好号票，等候叫号。工作人员会接着帮您办。</translation>
    </message>
    <message id="notice.staff_ticket.safe">
        <source></source>
        <translation>您填好的内容已经保留，不用重填。</translation>
    </message>
    <message id="notice.without_face.title">
        <source></source>
        <translation>这项业务请到人工窗口</translation>
    </message>
    <message id="notice.without_face.body">
        <source></source>
        <translation>您选择了不做人脸核验，请拿好号票，由工作人员核验身份后办理。</translation>
    </message>
    <message id="notice.without_face.safe">
        <source></source>
        <translation>您填好的内容已经保留，不用重填。</translation>
    </message>
    <message id="notice.assurance_too_low.title">
        <source></source>
        <translation>这项业务要当面核验身份</translation>
    </message>
    <message id="notice.assurance_too_low.body">
        <source></source>
        <translation>为了保护您的账户安全，请到人工窗口办理这项业务。</translation>
    </message>
    <message id="notice.assurance_too_low.safe">
        <source></source>
        <translation>其他业务仍可以在这里办理。</translation>
    </message>
    <message id="notice.item_closed_offline.title">
        <source></source>
        <translation>这项业务暂时办不了</translation>
    </message>
    <message id="notice.item_closed_offline.body">
        <source></source>
        <translation>现在网络中断，恢复后就可以办，也可以到人工窗口办理。</translation>
    </message>
    <message id="notice.item_closed_offline.safe">
        <source></source>
        <translation>您的信息没有丢失。</translation>
    </message>
    <message id="notice.submission_refused.title">
        <source></source>
        <translation>申请没有被受理</translation>
    </message>
    <message id="notice.submission_refused.body">
        <source></source>
        <translation>可以到人工窗口办理，也可以返回。</translation>
    </message>
    <message id="notice.submission_refused.safe">
        <source></source>
        <translation>没有重复提交，您的待遇不受影响。</translation>
    </message>
    <message id="notice.already_submitted.title">
        <source></source>
        <translation>这项业务已经在办了</translation>
    </message>
    <message id="notice.already_submitted.body">
        <source></source>
        <translation>您之前提交过同样的申请，可以在“查看办理进度”里查看。</translation>
    </message>
    <message id="notice.already_submitted.safe">
        <source></source>
        <translation>不会重复办理。</translation>
    </message>
    <message id="notice.out_of_service.title">
        <source></source>
        <translation>本机暂停服务</translation>
    </message>
    <message id="notice.out_of_service.body">
        <source></source>
        <translation>请到人工窗口办理，或使用旁边的自助机。</translation>
    </message>
    <message id="notice.out_of_service.safe">
        <source></source>
        <translation>您的信息没有留在本机。</translation>
    </message>
    <message id="notice.no_services.title">
        <source></source>
        <translation>这里暂时没有可以办的业务</translation>
    </message>
    <message id="notice.no_services.body">
        <source></source>
        <translation>请返回选择别的事项，或到人工窗口咨询。</translation>
    </message>
    <message id="notice.no_services.safe">
        <source></source>
        <translation>您的信息没有丢失。</translation>
    </message>
    <message id="notice.help.title">
        <source></source>
        <translation>需要帮助吗？</translation>
    </message>
    <message id="notice.help.body">
        <source></source>
        <translation>请举手示意，大厅工作人员会过来帮您。您办到的这一步会保留。</translation>
    </message>
    <message id="notice.help.safe">
        <source></source>
        <translation>屏幕会等您。</translation>
    </message>
    <message id="notice.leave_question.title">
        <source></source>
        <translation>确定要离开吗？</translation>
    </message>
    <message id="notice.leave_question.body">
        <source></source>
        <translation>还没有提交，离开后填好的内容会清除。</translation>
    </message>
    <message id="notice.leave_question.safe">
        <source></source>
        <translation>不会留下您的个人信息。</translation>
    </message>
    <message id="notice.session_expired.title">
        <source></source>
        <translation>时间太长，需要重新核验</translation>
    </message>
    <message id="notice.session_expired.body">
        <source></source>
        <translation>为了您的信息安全，请重新放一次身份证。</translation>
    </message>
    <message id="notice.session_expired.safe">
        <source></source>
        <translation>已经提交的申请不受影响。</translation>
    </message>
    <message id="notice.vision_restarted.title">
        <source></source>
        <translation>请重新开始</translation>
    </message>
    <message id="notice.vision_restarted.body">
        <source></source>
        <translation>摄像头刚刚重新启动，请从头再来一次。</translation>
    </message>
    <message id="notice.vision_restarted.safe">
        <source></source>
        <translation>已经提交的申请不受影响。</translation>
    </message>
    <message id="notice.unknown.title">
        <source></source>
        <translation>暂时办不下去了</translation>
    </message>
    <message id="notice.unknown.body">
        <source></source>
        <translation>不是您的问题。可以再试一次，或到人工窗口办理。</translation>
    </message>
    <message id="notice.unknown.safe">
        <source></source>
        <translation>已经提交的申请不受影响。</translation>
    </message>
    <message id="take_back.social_card.title">
        <source></source>
        <translation>请取走您的社保卡</translation>
    </message>
    <message id="take_back.social_card.help">
        <source></source>
        <translation>卡在卡口，请抽出来</translation>
    </message>
    <message id="take_back.social_card.alarm">
        <source></source>
        <translation>再不取走，本机会把卡收好，由工作人员交还</translation>
    </message>
    <message id="take_back.card.title">
        <source></source>
        <translation>请取走您的身份证</translation>
    </message>
    <message id="take_back.card.help">
        <source></source>
        <translation>在扫描台或读卡区上</translation>
    </message>
    <message id="take_back.card.alarm">
        <source></source>
        <translation>您的身份证还在扫描台或读卡区上</translation>
    </message>
    <message id="take_back.receipt.title">
        <source></source>
        <translation>请取走您的回执</translation>
    </message>
    <message id="take_back.receipt.help">
        <source></source>
        <translation>回执还在出纸口</translation>
    </message>
    <message id="take_back.receipt.alarm">
        <source></source>
        <translation>回执上有您的姓名，请带走</translation>
    </message>
    <message id="take_back.documents.title">
        <source></source>
        <translation>请取走您的材料</translation>
    </message>
    <message id="take_back.documents.help">
        <source></source>
        <translation>材料还在这里</translation>
    </message>
    <message id="take_back.documents.alarm">
        <source></source>
        <translation>材料还在这里</translation>
    </message>
    <message id="take_back.taken">
        <source></source>
        <translation>已经取走</translation>
    </message>
    <message id="device.camera">
        <source></source>
        <translation>摄像头</translation>
    </message>
    <message id="device.document_camera">
        <source></source>
        <translation>扫描台</translation>
    </message>
    <message id="device.chip_reader">
        <source></source>
        <translation>身份证读卡区</translation>
    </message>
    <message id="device.card_reader">
        <source></source>
        <translation>社保卡读卡器</translation>
    </message>
    <message id="device.receipt_printer">
        <source></source>
        <translation>回执打印机</translation>
    </message>
    <message id="device.document_printer">
        <source></source>
        <translation>文件打印机</translation>
    </message>
    <message id="device.code_scanner">
        <source></source>
        <translation>扫码器</translation>
    </message>
    <message id="device.contacts">
        <source></source>
        <translation>开关和灯</translation>
    </message>
    <message id="device.power">
        <source></source>
        <translation>备用电源</translation>
    </message>
    <message id="device.since">
        <source></source>
        <translation>{when} 起</translation>
    </message>
    <message id="mark.works">
        <source></source>
        <translation>正常</translation>
    </message>
    <message id="mark.attention">
        <source></source>
        <translation>需留意</translation>
    </message>
    <message id="mark.trouble">
        <source></source>
        <translation>故障</translation>
    </message>
    <message id="mark.unknown">
        <source></source>
        <translation>未知</translation>
    </message>
    <message id="mark.starting">
        <source></source>
        <translation>启动中</translation>
    </message>
    <message id="operator.reset">
        <source></source>
        <translation>请断电重启</translation>
    </message>
    <message id="operator.clear">
        <source></source>
        <translation>请清除故障</translation>
    </message>
    <message id="operator.configuration">
        <source></source>
        <translation>请改正配置</translation>
    </message>
    <message id="operator.maintenance">
        <source></source>
        <translation>请处理</translation>
    </message>
    <message id="operator.suspend">
        <source></source>
        <translation>请停用</translation>
    </message>
    <message id="pin.title">
        <source></source>
        <translation>工作人员密码</translation>
    </message>
    <message id="pin.help">
        <source></source>
        <translation>仅限工作人员。居民请按“返回”。</translation>
    </message>
    <message id="pin.help_card">
        <source></source>
        <translation>输入密码，或刷工作卡。居民请按“返回”。</translation>
    </message>
    <message id="pin.enter">
        <source></source>
        <translation>进入</translation>
    </message>
    <message id="pin.judging">
        <source></source>
        <translation>正在核对</translation>
    </message>
    <message id="pin.wrong">
        <source></source>
        <translation>密码不对，还可以试 {left} 次</translation>
    </message>
    <message id="pin.wait">
        <source></source>
        <translation>密码不对，请等 {seconds} 秒再试</translation>
    </message>
    <message id="pin.locked">
        <source></source>
        <translation>已锁定，请技术人员解锁</translation>
    </message>
    <message id="diagnostics.title">
        <source></source>
        <translation>设备状态</translation>
    </message>
    <message id="diagnostics.all_work">
        <source></source>
        <translation>{count} 台设备都正常</translation>
    </message>
    <message id="diagnostics.some_not">
        <source></source>
        <translation>{count} 台设备中 {amiss} 台要处理</translation>
    </message>
    <message id="diagnostics.report">
        <source></source>
        <translation>运行就绪检查</translation>
    </message>
    <message id="diagnostics.history">
        <source></source>
        <translation>检查记录</translation>
    </message>
    <message id="diagnostics.touch">
        <source></source>
        <translation>触摸测试</translation>
    </message>
    <message id="diagnostics.sound">
        <source></source>
        <translation>声音测试</translation>
    </message>
    <message id="check.picture">
        <source></source>
        <translation>看实时画面</translation>
    </message>
    <message id="check.internal">
        <source></source>
        <translation>查询状态</translation>
    </message>
    <message id="check.external">
        <source></source>
        <translation>试运行</translation>
    </message>
    <message id="check.interactive">
        <source></source>
        <translation>配合测试</translation>
    </message>
    <message id="check.yes">
        <source></source>
        <translation>是</translation>
    </message>
    <message id="check.no">
        <source></source>
        <translation>否</translation>
    </message>
    <message id="liveness.not_covered">
        <source></source>
        <translation>人脸核验分辨不出（请留意）</translation>
    </message>
    <message id="liveness.not_covered.mask_that_blinks_and_turns">
        <source></source>
        <translation>戴着会眨眼、能转动的面具</translation>
    </message>
    <message id="liveness.not_covered.video_injected_in_place_of_the_camera">
        <source></source>
        <translation>用视频替换摄像头的画面</translation>
    </message>
    <message id="liveness.not_covered.deepfake_in_real_time">
        <source></source>
        <translation>实时换脸</translation>
    </message>
    <message id="liveness.not_covered.screen_that_moves_as_asked">
        <source></source>
        <translation>屏幕上的人像，动作碰巧或照要求做对时</translation>
    </message>
    <message id="liveness.not_covered.makeup_and_twins">
        <source></source>
        <translation>化妆、整容、双胞胎</translation>
    </message>
    <message id="check.done">
        <source></source>
        <translation>完成</translation>
    </message>
    <message id="check.stop">
        <source></source>
        <translation>停止</translation>
    </message>
    <message id="check.enough">
        <source></source>
        <translation>看好了</translation>
    </message>
    <message id="check.again">
        <source></source>
        <translation>再查一次</translation>
    </message>
    <message id="check.passed">
        <source></source>
        <translation>检查通过</translation>
    </message>
    <message id="check.failed">
        <source></source>
        <translation>检查未通过</translation>
    </message>
    <message id="check.unsupported">
        <source></source>
        <translation>没有这项检查</translation>
    </message>
    <message id="check.seconds">
        <source></source>
        <translation>还有 {seconds} 秒</translation>
    </message>
    <message id="doing.observing">
        <source></source>
        <translation>正在询问状态</translation>
    </message>
    <message id="doing.looking">
        <source></source>
        <translation>正在看画面</translation>
    </message>
    <message id="doing.printing">
        <source></source>
        <translation>正在打印</translation>
    </message>
    <message id="doing.reading">
        <source></source>
        <translation>正在读取</translation>
    </message>
    <message id="doing.trying">
        <source></source>
        <translation>正在检查</translation>
    </message>
    <message id="doing.lights">
        <source></source>
        <translation>请看：灯会亮一下</translation>
    </message>
    <message id="doing.lay_card">
        <source></source>
        <translation>请把身份证放到读卡区</translation>
    </message>
    <message id="doing.insert_card">
        <source></source>
        <translation>请插入社保卡</translation>
    </message>
    <message id="doing.take_card">
        <source></source>
        <translation>请取走卡片</translation>
    </message>
    <message id="doing.show_code">
        <source></source>
        <translation>请把二维码对准扫码器</translation>
    </message>
    <message id="doing.lay_document">
        <source></source>
        <translation>请把身份证放到扫描台</translation>
    </message>
    <message id="doing.change_inputs">
        <source></source>
        <translation>请开关柜门，走近再离开</translation>
    </message>
    <message id="doing.carry_slip">
        <source></source>
        <translation>请把小票放到扫描台，码朝上</translation>
    </message>
    <message id="doing.legible">
        <source></source>
        <translation>打印得完整清楚吗</translation>
    </message>
    <message id="doing.lights_seen">
        <source></source>
        <translation>每盏灯都亮过了吗</translation>
    </message>
    <message id="doing.live">
        <source></source>
        <translation>实时画面</translation>
    </message>
    <message id="tab.state">
        <source></source>
        <translation>明细</translation>
    </message>
    <message id="tab.events">
        <source></source>
        <translation>事件</translation>
    </message>
    <message id="tab.statistics">
        <source></source>
        <translation>统计</translation>
    </message>
    <message id="tab.traffic">
        <source></source>
        <translation>通信</translation>
    </message>
    <message id="tab.state.none">
        <source></source>
        <translation>没有更多明细</translation>
    </message>
    <message id="tab.events.none">
        <source></source>
        <translation>还没有事件</translation>
    </message>
    <message id="tab.statistics.none">
        <source></source>
        <translation>还没有统计</translation>
    </message>
    <message id="tab.traffic.none">
        <source></source>
        <translation>没有通信记录</translation>
    </message>
    <message id="touch.title">
        <source></source>
        <translation>请擦过每一格</translation>
    </message>
    <message id="touch.help">
        <source></source>
        <translation>还有 {left} 格没有反应</translation>
    </message>
    <message id="touch.whole">
        <source></source>
        <translation>每一格都有反应</translation>
    </message>
    <message id="touch.broken">
        <source></source>
        <translation>有几格没反应</translation>
    </message>
    <message id="history.help">
        <source></source>
        <translation>最近的在最前面</translation>
    </message>
    <message id="history.none">
        <source></source>
        <translation>还没有做过检查</translation>
    </message>
    <message id="report.making">
        <source></source>
        <translation>正在检查</translation>
    </message>
    <message id="report.ready">
        <source></source>
        <translation>可以开始服务</translation>
    </message>
    <message id="report.not_ready">
        <source></source>
        <translation>有故障，请处理</translation>
    </message>
    <message id="report.number">
        <source></source>
        <translation>报告编号 {number}</translation>
    </message>
    <message id="report.print">
        <source></source>
        <translation>打印小票</translation>
    </message>
    <message id="notice.no_sound.title">
        <source></source>
        <translation>不能测试声音</translation>
    </message>
    <message id="notice.no_sound.body">
        <source></source>
        <translation>本机的程序没有声音输出，所以没有声音可测。</translation>
    </message>
    <message id="notice.no_sound.safe">
        <source></source>
        <translation>其他功能不受影响。</translation>
    </message>
    <message id="attract.checking.title">
        <source></source>
        <translation>正在检查设备</translation>
    </message>
    <message id="attract.checking.body">
        <source></source>
        <translation>请稍候，或到人工窗口办理。</translation>
    </message>
    <message id="attract.elsewhere">
        <source></source>
        <translation>也可以到：{place}</translation>
    </message>
    <message id="notice.no_pin.title">
        <source></source>
        <translation>还没有设置工作人员密码</translation>
    </message>
    <message id="notice.no_pin.body">
        <source></source>
        <translation>请技术人员在本机设置密码。</translation>
    </message>
    <message id="notice.no_pin.safe">
        <source></source>
        <translation>居民办理业务不受影响。</translation>
    </message>
    <message id="care.fetched">
        <source></source>
        <translation>卡已全部取出</translation>
    </message>
    <message id="care.new_roll">
        <source></source>
        <translation>已换新纸卷</translation>
    </message>
</context>
</TS>
