# `cpack -G DEB` in the build folder makes a Debian package of the program, its data and the library. What it needs is found out by
# dpkg-shlibdeps. With SOURCE_DATE_EPOCH set, two builds give the same bytes.
set(CPACK_PACKAGE_NAME entente)
set(CPACK_PACKAGE_CONTACT "The authors of entente <entente@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "knowledge graphs of geopolitical actors from news articles")
set(CPACK_PACKAGE_DESCRIPTION
    "Reads news articles and builds a knowledge graph from them: who negotiates\nwith, opposes, sanctions, attacks or supports whom, when, and which sentence\nsays so. Needs no network.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "fonts-dejavu-core")
include(CPack)

install(FILES ${PROJECT_SOURCE_DIR}/tools/package/copyright DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/entente)
