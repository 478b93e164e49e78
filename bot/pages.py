"""x"""
def add_pages(app): pass
