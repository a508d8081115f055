#pragma once

#include <string_view>

/// What pages call the things around an article, and say there. Collected from the markup of common content
/// systems (WordPress, Arc, Drupal, AMP and others) and from the lists of Readability
/// (github.com/mozilla/readability, Apache-2.0).
namespace entente::html_words {

/// Elements that hold no article's text.
inline constexpr std::string_view kNever =
    "address amp-ad amp-carousel amp-consent amp-embed amp-form amp-lightbox amp-sidebar "
    "amp-social-share amp-sticky-ad amp-user-notification amp-video audio button canvas datalist "
    "dialog embed fieldset figcaption frameset head iframe input label legend map math menu meter "
    "nav noframes noscript object option output progress rp rt script select style svg template "
    "textarea title video";

/// ARIA roles of what stands around an article.
inline constexpr std::string_view kRoles =
    "alert alertdialog banner button complementary contentinfo dialog form listbox menu menubar "
    "navigation search tablist toolbar tooltip";

/// Words of classes and ids by which pages name what is around an article.
inline constexpr std::string_view kClutterWords =
    "ad adbox addthis addtoany ads adslot adunit advert advertisement advertising adverts agegate "
    "alsoread author authors banner bio breadcrumb breadcrumbs byline bylines cap capt caption "
    "captions cmp combx comment commentlist comments consent contributor cookie cookies copyright "
    "correction credit credits cta dateline datestamp disclaimer discuss disqus donate donation "
    "dropdown editorspicks email facebook flyout follow foot footer footnote gdpr infobox instagram "
    "interstitial jumbotron lightbox login masthead menu meter mobileapp modal mostpopular mostread "
    "nav navbar navigation newsletter newsletters notification onetrust outbrain overlay pager "
    "pagination partner permalink photocap photocredit podcast popular popup privacy promo promos "
    "promoted promotion pubdate pullquote quicklinks rail rating readmore readnext recirc "
    "recirculation recommend recommendations recommended register regwall related replies reply "
    "respond search share sharebar sharedaddy shares sharetools sharing shopping sidebar signin "
    "signup skip skiplink skyscraper slideshow social socials sponsor sponsored sponsors subscribe "
    "subscription subscriptions taboola taglist ticker timestamp toast toc toolbar tooltip topiclist "
    "toplinks trending trendlist tweet twitter upsell whatsapp widgets wpdiscuz yarpp zergnet";

/// Words that name such things too, and parts of articles on other pages: they count for what is mostly
/// links.
inline constexpr std::string_view kWeakClutterWords =
    "button buttons community embed embedded explore extra gallery keywords latest legal links meta "
    "metadata more player poll premium print published quiz ratings support survey tag tags teaser "
    "teasers tools topics video weather widget";

/// Words by which pages name an article's text.
inline constexpr std::string_view kBodyWords =
    "article articlebody articletext blog body bodycopy bodytext content copy entry fulltext hentry "
    "live liveblog main maincontent newsbody page paragraph post prose richtext story storybody "
    "storytext text wysiwyg";

/// In front of another word, such a word says what a page has or can do, not what an element is:
/// "has-sidebar", "no-comments".
inline constexpr std::string_view kAboutWords =
    "allow can category enable enabled format has hide is js layout no not page postid show single "
    "supports tag template theme type u with without wp";

/// Beginnings of lines that lead away from the article. A line that begins so and is short is left out.
inline constexpr std::string_view kLeadsAway =
    "read more|read also|also read|read next|read:|related:|related story|related stories|"
    "related article|see also|more on this|more on:|more from|more:|watch:|watch now|watch live|"
    "listen:|listen to this|listen now|in pictures:|in photos|photos:|recommended|you may also|"
    "you might also|what to read next|up next|editor's pick|don't miss|sign up|signup|subscribe|"
    "already a subscriber|log in|sign in|create an account|create a free account|register |"
    "to continue reading|continue reading|keep reading|this article is for subscribers|"
    "this content is|this article is available|this story is available|follow us|follow the|follow @|"
    "share this|share on|click here|tap here|download our|download the|get our|get the latest|"
    "get breaking|get more|join our|join the conversation|join us on|our standards:|advertisement|"
    "advertising|story continues below|article continues|sponsored|paid content|skip to|"
    "skip advertisement|skip past|back to top|jump to|view comments|leave a comment|post a comment|"
    "comments|add a comment|show more|load more|copyright |©|all rights reserved|image source|"
    "image caption|image credit|photo:|photo by|photograph:|picture:|video:|credit:|file photo|"
    "media caption|getty images|this video can not be played|your browser does not support|"
    "please enable javascript|we use cookies|this website uses cookies|by clicking|accept all|"
    "manage preferences|the post |filed under|posted in|tags:|tagged|topics:|categories:|"
    "explore more|most read|trending|have a tip|got a tip|contact us at|send us|do you have a story|"
    "enjoying our|support our journalism|support independent|donate|become a member|"
    "you have reached your|you've reached your|unlock this article|start your free trial|"
    "try unlimited access|print this|email this|copy link|link copied|save this|save article|"
    "bookmark|open in app|view in app|use our app|not a subscriber|free articles|"
    "thank you for reading|thanks for reading|sorry, this|loading|please wait|give this article|"
    "listen to article|play audio|this is a developing story, please refresh|refresh for updates|"
    "remaining time|purchase licensing rights|suggested topics|opens new tab|for more|find out more|"
    "learn more|view all|see all|reporting by|additional reporting|editing by|writing by|compiled by|"
    "you receive this";

/// Lines that are nothing else, whole.
inline constexpr std::string_view kWholeLines =
    "ad|ads|close|menu|search|share|tweet|email|print|save|copy|comment|reply|like|more|next|"
    "previous|home|news|opinion|live|updated|published|facebook|twitter|whatsapp|linkedin|reddit|x|"
    "ap|afp|reuters|getty|listen|watch|gift|gift this article|give|video|photo|gallery|expand|"
    "collapse|hide|show|report|about the author|share this article|share this story|key points|"
    "analysis|exclusive|breaking|top stories|related|* * *|end|ends|###|-30-";

/// Words that lines of dates and bylines are made of.
inline constexpr std::string_view kDateWords =
    "a.m ago am am, apr april at aug august bst by cest cet comment comments created date day days "
    "dec december edited edt est et feb february first fri friday gmt h hour hours ist jan january "
    "jul july jun june last local m mar march may min mins minute minutes modified mon monday nd nov "
    "november oct october of on p.m pdt pm posted pst pt published rd read sat saturday sep sept "
    "september shares st sun sunday t th thu thurs thursday time today tue tues tuesday updated utc "
    "views wed wednesday words yesterday z";

}  // namespace entente::html_words
