"""The conversations app: reads the words for red flags when Django starts."""

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "frontdesk.conversations"
    label = "conversations"
    verbose_name = "会話"

    def ready(self) -> None:
        # A mistake in the signed texts or the vocabulary stops the start.
        from frontdesk.conversations import booking_news
        from frontdesk.conversations.red_flags import heard, reminders

        heard.has_body_words("膝")
        reminders.help_lines()
        booking_news.listen()
