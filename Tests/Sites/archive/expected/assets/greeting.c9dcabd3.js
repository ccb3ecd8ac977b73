const title = "Reading Group", greeting = 'Welcome', path = `/reading/`;
