"""Addresses of the console. A test reads them all: each view carries the right and the methods that it needs."""

from allauth.account import views as account
from django.urls import include, path

from frontdesk.console.pages import (
    audit_log,
    bookings,
    conversation,
    conversations,
    erasure,
    export,
    handling,
    invitation,
    marks,
    metrics,
    queue,
    settings,
    today,
    training,
    unanswered,
    users,
    verdicts,
)

one_conversation = [
    path("", conversation.conversation, name="console-conversation"),
    path("unread", marks.unread, name="console-unread"),
    path("flag", marks.flag, name="console-flag"),
    path("tags", marks.tags, name="console-tags"),
    path("notes", marks.add_note, name="console-note"),
    path("red-flag", marks.confirm_red, name="console-confirm-red"),
    path("mask", marks.hide_words, name="console-mask"),
    path("take-over", handling.take_over, name="console-take-over"),
    path("reply", handling.reply, name="console-reply"),
    path("give-back", handling.give_back, name="console-give-back"),
    path("assign", handling.assign, name="console-assign"),
    path("resolve", handling.resolve, name="console-resolve"),
    path("reopen", handling.reopen, name="console-reopen"),
    path("turns/<int:number>/verdict", verdicts.verdict, name="console-verdict"),
]

all_settings = [
    path("", settings.index, name="console-settings"),
    path("masking", settings.masking, name="console-settings-masking"),
    path("tags", settings.tags, name="console-settings-tags"),
    path("tags/<int:pk>/delete", settings.delete_tag, name="console-settings-tag-delete"),
    path("canned", settings.canned, name="console-settings-canned"),
    path("canned/<int:pk>", settings.edit_canned, name="console-settings-canned-edit"),
    path("canned/<int:pk>/delete", settings.delete_canned, name="console-settings-canned-delete"),
    path("users", users.users, name="console-settings-users"),
    path("users/invite", users.invite, name="console-settings-invite"),
    path("users/<int:pk>/link", users.new_link, name="console-settings-link"),
    path("users/<int:pk>/roles", users.set_roles, name="console-settings-roles"),
    path("users/<int:pk>/switch", users.switch, name="console-settings-switch"),
    path("audit", audit_log.audit_log, name="console-settings-audit"),
    path("audit/csv", audit_log.audit_csv, name="console-settings-audit-csv"),
    path("erasure", erasure.erasure, name="console-settings-erasure"),
]

# Of allauth only what staff need: no sign-up, no mail.
sign_in = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("signup/", account.signup, name="account_signup"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("factors/", include("allauth.mfa.urls")),
]

urlpatterns = [
    path("", today.today, name="console-today"),
    path("live", today.live, name="console-live"),
    path("conversations/", conversations.conversations, name="console-conversations"),
    path("conversations/bulk", conversations.bulk, name="console-bulk"),
    path("conversations/export", export.export, name="console-export"),
    path("conversations/views", conversations.save_view, name="console-view-save"),
    path("conversations/views/<int:pk>/delete", conversations.delete_view, name="console-view-delete"),
    path("conversations/<uuid:pk>/", include(one_conversation)),
    path("unanswered/", unanswered.unanswered, name="console-unanswered"),
    path("unanswered/regroup", unanswered.regroup_now, name="console-regroup"),
    path("unanswered/<int:pk>", unanswered.decide, name="console-unanswered-decide"),
    path("training/", training.training, name="console-training"),
    path("training/export", training.export, name="console-training-export"),
    path("training/<int:pk>", training.decide, name="console-training-decide"),
    path("queue/", queue.queue_page, name="console-queue"),
    path("queue/bookings/<str:reference>/", bookings.booking, name="console-queue-booking"),
    path("queue/bookings/<str:reference>/reveal", bookings.reveal, name="console-booking-reveal"),
    path("queue/bookings/<str:reference>/move", bookings.move, name="console-booking-move"),
    path("metrics/", metrics.metrics, name="console-metrics"),
    path("metrics/csv", metrics.metrics_csv, name="console-metrics-csv"),
    path("settings/", include(all_settings)),
    path("invitation/<str:uid>/<str:token>/", invitation.invitation, name="console-invitation"),
    path("account/", include(sign_in)),
]
