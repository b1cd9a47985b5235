"""Addresses of the web channel."""

from django.urls import path

from frontdesk.chat.messages import MessagesView
from frontdesk.chat.pages import chat_page
from frontdesk.chat.sessions import SessionView
from frontdesk.chat.widget import widget_script

urlpatterns = [
    path("api/chat/session", SessionView.as_view()),
    path("api/chat/messages", MessagesView.as_view()),
    path("chat", chat_page, name="chat-page"),
    path("widget.js", widget_script, name="widget-script"),
]
