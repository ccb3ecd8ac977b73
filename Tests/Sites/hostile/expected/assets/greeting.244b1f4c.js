const title = "\u003Cscript\u003Ealert(\u0027title\u0027)\u003C/script\u003E", greeting = 'Hello', path = `/`;
