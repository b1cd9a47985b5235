"""The fixed words of mails. What is told of a booking is in clinic.bookings.sentences."""

STAFF_SUBJECT = "【予約】{kind}(受付番号 {reference})"
STAFF_BODY = (
    "{kind}がありました。\n\n受付番号: {reference}\n内容の確認と対応: {link}\n\n"
    "このメールには、お名前・電話番号・ご相談の内容を載せていません。管理画面でご確認ください。"
)

VISITOR_SUBJECT = "ご予約について(受付番号 {reference})"
GREETING_OF_CLINIC = "{name}の無料カウンセリングのご予約について、お知らせします。"
GREETING = "無料カウンセリングのご予約について、お知らせします。"
VISITOR_BODY = (
    "{greeting}\n\n{news}\n\nご予約のページ(状況の確認・お取り消し): {link}\n\n"
    "このメールには返信できません。お問い合わせはお電話({phone})へ。\n"
    "お心当たりのないときは、このメールを削除してください。"
)
