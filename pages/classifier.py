from ui.page import begin_page

begin_page("classifier")
