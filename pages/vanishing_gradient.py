from ui.page import begin_page

begin_page("vanishing_gradient")
