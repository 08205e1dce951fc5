"""The classes of the tables that Wagtail brings: what the editor keeps about pages, and about who wrote them."""

from __future__ import annotations


def _classed(**fields: str) -> dict[str, str]:
    """Class of a field, from words such as ``public="id title"``."""
    return {name: kind for kind, names in fields.items() for name in names.split()}


THIRD_PARTY_PRIVACY = {
    "taggit.Tag": _classed(public="id name slug"),
    "taggit.TaggedItem": _classed(public="id tag content_type object_id"),
    "wagtailadmin.Admin": _classed(public="id"),
    "wagtailadmin.EditingSession": _classed(
        public="id content_type object_id is_editing",
        personal="user last_seen_at",
    ),
    "wagtailadmin.FormState": _classed(
        public="id content_type object_id parent_object_id last_updated_at",
        pseudonymous="data",
        personal="user",
    ),
    "wagtailcore.APIToken": _classed(
        public="id created revoked_at",
        pseudonymous="name prefix",
        personal="user last_used_at",
        secret="key_hash",
    ),
    "wagtailcore.Collection": _classed(public="id path depth numchild name"),
    "wagtailcore.CollectionViewRestriction": _classed(public="id restriction_type collection", secret="password"),
    "wagtailcore.CollectionViewRestriction_groups": _classed(public="id collectionviewrestriction group"),
    "wagtailcore.Comment": _classed(
        public="id page contentpath position created_at updated_at revision_created resolved_at",
        pseudonymous="text",
        personal="user resolved_by",
    ),
    "wagtailcore.CommentReply": _classed(
        public="id comment created_at updated_at",
        pseudonymous="text",
        personal="user",
    ),
    "wagtailcore.GroupApprovalTask": _classed(public="task_ptr"),
    "wagtailcore.GroupApprovalTask_groups": _classed(public="id groupapprovaltask group"),
    "wagtailcore.GroupCollectionPermission": _classed(public="id group collection permission"),
    "wagtailcore.GroupPagePermission": _classed(public="id group page permission"),
    "wagtailcore.GroupSitePermission": _classed(public="id group site permission"),
    "wagtailcore.Locale": _classed(public="id language_code"),
    "wagtailcore.ModelLogEntry": _classed(
        public="id content_type action timestamp uuid revision content_changed deleted object_id",
        pseudonymous="label data",
        personal="user",
    ),
    "wagtailcore.Page": _classed(
        public="id path depth numchild translation_key locale latest_revision live has_unpublished_changes "
        "first_published_at last_published_at live_revision go_live_at expire_at expired locked "
        "locked_at title draft_title slug content_type url_path latest_revision_created_at alias_of "
        "show_in_menus seo_title search_description",
        personal="locked_by owner",
    ),
    "wagtailcore.PageLogEntry": _classed(
        public="id content_type action timestamp uuid revision content_changed deleted page",
        pseudonymous="label data",
        personal="user",
    ),
    "wagtailcore.PageSubscription": _classed(public="id page", personal="user comment_notifications"),
    "wagtailcore.PageViewRestriction": _classed(public="id restriction_type page", secret="password"),
    "wagtailcore.PageViewRestriction_groups": _classed(public="id pageviewrestriction group"),
    "wagtailcore.ReferenceIndex": _classed(
        public="id content_type base_content_type object_id to_content_type to_object_id model_path "
        "content_path content_path_hash",
    ),
    "wagtailcore.Revision": _classed(
        public="id content_type base_content_type object_id created_at approved_go_live_at",
        pseudonymous="object_str content",
        personal="user",
    ),
    "wagtailcore.Site": _classed(public="id hostname port site_name root_page is_default_site"),
    "wagtailcore.Task": _classed(public="id name content_type active"),
    "wagtailcore.TaskState": _classed(
        public="id workflow_state revision task status started_at finished_at content_type",
        pseudonymous="comment",
        personal="finished_by",
    ),
    "wagtailcore.UploadedFile": _classed(public="id for_content_type file", personal="uploaded_by_user"),
    "wagtailcore.Workflow": _classed(public="id name active"),
    "wagtailcore.WorkflowContentType": _classed(public="content_type workflow"),
    "wagtailcore.WorkflowPage": _classed(public="page workflow"),
    "wagtailcore.WorkflowState": _classed(
        public="id content_type base_content_type object_id workflow status created_at current_task_state",
        personal="requested_by",
    ),
    "wagtailcore.WorkflowTask": _classed(public="id sort_order workflow task"),
    "wagtailimages.Image": _classed(
        public="id collection title file description width height created_at focal_point_x focal_point_y "
        "focal_point_width focal_point_height file_size file_hash",
        personal="uploaded_by_user",
    ),
    "wagtailimages.Rendition": _classed(public="id filter_spec file width height focal_point_key image"),
    "wagtailsearch.IndexEntry": _classed(public="id content_type object_id title_norm autocomplete title body"),
    "wagtailsearch.SQLiteFTSIndexEntry": _classed(public="autocomplete title body index_entry"),
    "wagtailusers.UserProfile": _classed(
        public="id",
        personal="user submitted_notifications approved_notifications rejected_notifications "
        "updated_comments_notifications preferred_language current_time_zone avatar dismissibles "
        "theme contrast density keyboard_shortcuts",
    ),
}
