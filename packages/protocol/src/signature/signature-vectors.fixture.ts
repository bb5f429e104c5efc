/** Requests whose signatures are known: the project's own, and those that the platform's libraries publish. */
export interface SignatureVector {
  readonly what: string;
  readonly url: string;
  readonly params: readonly (readonly [string, string])[];
  readonly body?: string;
  readonly signature: string;
}

export const authToken: string = "12345678901234567890123456789012";

export const vectors: readonly SignatureVector[] = [
  {
    "what": "V1 plain POST",
    "url": "https://app.example.com/sms",
    "params": [
      [
        "MessageSid",
        "SM00000000000000000000000000000001"
      ],
      [
        "AccountSid",
        "AC00000000000000000000000000000001"
      ],
      [
        "From",
        "+14155550100"
      ],
      [
        "To",
        "+14155550199"
      ],
      [
        "Body",
        "Hello"
      ],
      [
        "NumMedia",
        "0"
      ]
    ],
    "signature": "b+s7klZSxSQCPGEDAKNYcb/hiTY="
  },
  {
    "what": "V2 POST + query",
    "url": "https://app.example.com/sms?tenant=a&x=1",
    "params": [
      [
        "MessageSid",
        "SM00000000000000000000000000000001"
      ],
      [
        "AccountSid",
        "AC00000000000000000000000000000001"
      ],
      [
        "From",
        "+14155550100"
      ],
      [
        "To",
        "+14155550199"
      ],
      [
        "Body",
        "Hello"
      ],
      [
        "NumMedia",
        "0"
      ]
    ],
    "signature": "KNzLdbMB9oZry3sjFqjDUYnKfvI="
  },
  {
    "what": "V3 non-ASCII + emoji body",
    "url": "https://app.example.com/sms",
    "params": [
      [
        "MessageSid",
        "SM00000000000000000000000000000001"
      ],
      [
        "AccountSid",
        "AC00000000000000000000000000000001"
      ],
      [
        "From",
        "+14155550100"
      ],
      [
        "To",
        "+14155550199"
      ],
      [
        "Body",
        "Héllo 👍🏽 漢字"
      ],
      [
        "NumMedia",
        "0"
      ]
    ],
    "signature": "BwF9/k67migm/BoNCdrE0+bMmpA="
  },
  {
    "what": "V4 duplicate param",
    "url": "https://app.example.com/sms",
    "params": [
      [
        "MessagingBinding.Address",
        "+14155550102"
      ],
      [
        "MessagingBinding.Address",
        "+14155550101"
      ],
      [
        "MessagingBinding.Address",
        "+14155550102"
      ],
      [
        "EventType",
        "onMessageAdded"
      ]
    ],
    "signature": "pRy/JKnOdAjWsuZyHuLusQGOiSE="
  },
  {
    "what": "V5 empty params",
    "url": "https://app.example.com/sms",
    "params": [
      [
        "MessageSid",
        "SM00000000000000000000000000000001"
      ],
      [
        "AccountSid",
        "AC00000000000000000000000000000001"
      ],
      [
        "From",
        "+14155550100"
      ],
      [
        "To",
        "+14155550199"
      ],
      [
        "Body",
        ""
      ],
      [
        "NumMedia",
        "0"
      ],
      [
        "FromCity",
        ""
      ],
      [
        "ToZip",
        ""
      ]
    ],
    "signature": "8o54IoKbM5PXhwLF4s1tT5QdyIQ="
  },
  {
    "what": "V6 explicit port",
    "url": "https://app.example.com:8443/sms",
    "params": [
      [
        "MessageSid",
        "SM00000000000000000000000000000001"
      ],
      [
        "AccountSid",
        "AC00000000000000000000000000000001"
      ],
      [
        "From",
        "+14155550100"
      ],
      [
        "To",
        "+14155550199"
      ],
      [
        "Body",
        "Hello"
      ],
      [
        "NumMedia",
        "0"
      ]
    ],
    "signature": "DnFBKgd3XLuD3AP+mA0DQYTY+44="
  },
  {
    "what": "V6b same, port stripped",
    "url": "https://app.example.com/sms",
    "params": [
      [
        "MessageSid",
        "SM00000000000000000000000000000001"
      ],
      [
        "AccountSid",
        "AC00000000000000000000000000000001"
      ],
      [
        "From",
        "+14155550100"
      ],
      [
        "To",
        "+14155550199"
      ],
      [
        "Body",
        "Hello"
      ],
      [
        "NumMedia",
        "0"
      ]
    ],
    "signature": "b+s7klZSxSQCPGEDAKNYcb/hiTY="
  },
  {
    "what": "V6c same, standard port",
    "url": "https://app.example.com:443/sms",
    "params": [
      [
        "MessageSid",
        "SM00000000000000000000000000000001"
      ],
      [
        "AccountSid",
        "AC00000000000000000000000000000001"
      ],
      [
        "From",
        "+14155550100"
      ],
      [
        "To",
        "+14155550199"
      ],
      [
        "Body",
        "Hello"
      ],
      [
        "NumMedia",
        "0"
      ]
    ],
    "signature": "GMrFG61wT3lk4fqQG3syGOCddCw="
  },
  {
    "what": "V7 JSON bodySHA256",
    "url": "https://app.example.com/hook?foo=1&bodySHA256=ca09061c672b3fce2adab3793b8c41724f18bfe1828129ae820516f0a568905b",
    "params": [],
    "body": "{\"CallSid\":\"CA1\",\"note\":\"héllo 👍\"}",
    "signature": "wvS5mdVd03wnvebr2G7CoS0E6GQ="
  },
  {
    "what": "V8 GET",
    "url": "https://app.example.com/sms?ToCountry=US&MessageSid=SM00000000000000000000000000000001&AccountSid=AC00000000000000000000000000000001&From=%2B14155550100&To=%2B14155550199&Body=Hi+there+%26+bye&NumMedia=0",
    "params": [],
    "signature": "jdMQeAUdZPzm2Z53s7w4wxNZoxE="
  },
  {
    "what": "V9 case-sensitive key order",
    "url": "https://app.example.com/sms",
    "params": [
      [
        "b",
        "2"
      ],
      [
        "B",
        "1"
      ],
      [
        "a",
        "3"
      ],
      [
        "_z",
        "4"
      ],
      [
        "Zz",
        "5"
      ]
    ],
    "signature": "MICY6O10WQwaZD+LypFYnIWba9g="
  },
  {
    "what": "V10 leading/trailing space + CRLF in Body",
    "url": "https://app.example.com/sms",
    "params": [
      [
        "MessageSid",
        "SM00000000000000000000000000000001"
      ],
      [
        "AccountSid",
        "AC00000000000000000000000000000001"
      ],
      [
        "From",
        "+14155550100"
      ],
      [
        "To",
        "+14155550199"
      ],
      [
        "Body",
        "  hi\r\nthere \n"
      ],
      [
        "NumMedia",
        "0"
      ]
    ],
    "signature": "nNQScHmZn8jl7Zinpph/tFbuFss="
  },
  {
    "what": "V11 numeric-suffix order",
    "url": "https://app.example.com/sms",
    "params": [
      [
        "MediaUrl2",
        "u2"
      ],
      [
        "MediaUrl10",
        "u10"
      ],
      [
        "MediaUrl1",
        "u1"
      ],
      [
        "NumMedia",
        "11"
      ]
    ],
    "signature": "G1/0Gwo+4AP+YfQWn3dHtATBEXY="
  },
  {
    "what": "V12 apostrophe + plus in query (raw string signed)",
    "url": "https://app.example.com/sms?name=William+O'hara",
    "params": [
      [
        "MessageSid",
        "SM00000000000000000000000000000001"
      ],
      [
        "AccountSid",
        "AC00000000000000000000000000000001"
      ],
      [
        "From",
        "+14155550100"
      ],
      [
        "To",
        "+14155550199"
      ],
      [
        "Body",
        "Hello"
      ],
      [
        "NumMedia",
        "0"
      ]
    ],
    "signature": "AcENF8Zrnu/gTu4zo5oMCU99SJU="
  },
  {
    "what": "V13 userinfo dropped (URL configured https://user:pass@app.example.com/sms)",
    "url": "https://app.example.com/sms",
    "params": [
      [
        "MessageSid",
        "SM00000000000000000000000000000001"
      ],
      [
        "AccountSid",
        "AC00000000000000000000000000000001"
      ],
      [
        "From",
        "+14155550100"
      ],
      [
        "To",
        "+14155550199"
      ],
      [
        "Body",
        "Hello"
      ],
      [
        "NumMedia",
        "0"
      ]
    ],
    "signature": "b+s7klZSxSQCPGEDAKNYcb/hiTY="
  },
  {
    "what": "V14 fragment dropped (URL configured https://app.example.com/sms#rc=2&rp=all)",
    "url": "https://app.example.com/sms",
    "params": [
      [
        "MessageSid",
        "SM00000000000000000000000000000001"
      ],
      [
        "AccountSid",
        "AC00000000000000000000000000000001"
      ],
      [
        "From",
        "+14155550100"
      ],
      [
        "To",
        "+14155550199"
      ],
      [
        "Body",
        "Hello"
      ],
      [
        "NumMedia",
        "0"
      ]
    ],
    "signature": "b+s7klZSxSQCPGEDAKNYcb/hiTY="
  },
  {
    "what": "V15 trailing slash differs",
    "url": "https://app.example.com/sms/",
    "params": [
      [
        "MessageSid",
        "SM00000000000000000000000000000001"
      ],
      [
        "AccountSid",
        "AC00000000000000000000000000000001"
      ],
      [
        "From",
        "+14155550100"
      ],
      [
        "To",
        "+14155550199"
      ],
      [
        "Body",
        "Hello"
      ],
      [
        "NumMedia",
        "0"
      ]
    ],
    "signature": "y2H05tUNlau4FouzUL8JZxCcg8w="
  }
];

export const publishedAuthToken: string = "12345";

export const publishedVectors: readonly SignatureVector[] = [
  {
    "what": "form",
    "url": "https://mycompany.com/myapp.php?foo=1&bar=2",
    "params": [
      [
        "CallSid",
        "CA1234567890ABCDE"
      ],
      [
        "Caller",
        "+14158675309"
      ],
      [
        "Digits",
        "1234"
      ],
      [
        "From",
        "+14158675309"
      ],
      [
        "To",
        "+18005551212"
      ]
    ],
    "signature": "RSOYDt4T1cUTdK1PDd93/VVr8B8="
  },
  {
    "what": "another port in the URL",
    "url": "https://mycompany.com:1234/myapp.php?foo=1&bar=2",
    "params": [
      [
        "CallSid",
        "CA1234567890ABCDE"
      ],
      [
        "Caller",
        "+14158675309"
      ],
      [
        "Digits",
        "1234"
      ],
      [
        "From",
        "+14158675309"
      ],
      [
        "To",
        "+18005551212"
      ]
    ],
    "signature": "RSOYDt4T1cUTdK1PDd93/VVr8B8="
  },
  {
    "what": "http with a port",
    "url": "http://mycompany.com:1234/myapp.php?foo=1&bar=2",
    "params": [
      [
        "CallSid",
        "CA1234567890ABCDE"
      ],
      [
        "Caller",
        "+14158675309"
      ],
      [
        "Digits",
        "1234"
      ],
      [
        "From",
        "+14158675309"
      ],
      [
        "To",
        "+18005551212"
      ]
    ],
    "signature": "Zmvh+3yNM1Phv2jhDCwEM3q5ebU="
  },
  {
    "what": "signed with :443",
    "url": "https://mycompany.com/myapp.php?foo=1&bar=2",
    "params": [
      [
        "CallSid",
        "CA1234567890ABCDE"
      ],
      [
        "Caller",
        "+14158675309"
      ],
      [
        "Digits",
        "1234"
      ],
      [
        "From",
        "+14158675309"
      ],
      [
        "To",
        "+18005551212"
      ]
    ],
    "signature": "kvajT1Ptam85bY51eRf/AJRuM3w="
  },
  {
    "what": "signed with :80",
    "url": "http://mycompany.com/myapp.php?foo=1&bar=2",
    "params": [
      [
        "CallSid",
        "CA1234567890ABCDE"
      ],
      [
        "Caller",
        "+14158675309"
      ],
      [
        "Digits",
        "1234"
      ],
      [
        "From",
        "+14158675309"
      ],
      [
        "To",
        "+18005551212"
      ]
    ],
    "signature": "0ZXoZLH/DfblKGATFgpif+LLRf4="
  },
  {
    "what": "an apostrophe, signed as a URL parser writes it",
    "url": "https://mycompany.com/myapp.php?foo=1&bar=2&Body=It's+amazing",
    "params": [
      [
        "CallSid",
        "CA1234567890ABCDE"
      ],
      [
        "Caller",
        "+14158675309"
      ],
      [
        "Digits",
        "1234"
      ],
      [
        "From",
        "+14158675309"
      ],
      [
        "To",
        "+18005551212"
      ]
    ],
    "signature": "TfZzewPq8wqrGlMfyAud8+/IvJ0="
  },
  {
    "what": "an apostrophe, signed as it stands",
    "url": "https://mycompany.com/myapp.php?foo=1&bar=2&Body=It's+amazing",
    "params": [
      [
        "CallSid",
        "CA1234567890ABCDE"
      ],
      [
        "Caller",
        "+14158675309"
      ],
      [
        "Digits",
        "1234"
      ],
      [
        "From",
        "+14158675309"
      ],
      [
        "To",
        "+18005551212"
      ]
    ],
    "signature": "dsq4Ehbj6cs+KdTkpF5sSSplOWw="
  },
  {
    "what": "repeated values dropped",
    "url": "https://mycompany.com/myapp.php?foo=1&bar=2",
    "params": [
      [
        "Sid",
        "CA123"
      ],
      [
        "SidAccount",
        "AC123"
      ],
      [
        "Digits",
        "5678"
      ],
      [
        "Digits",
        "1234"
      ],
      [
        "Digits",
        "1234"
      ]
    ],
    "signature": "IK+Dwps556ElfBT0I3Rgjkr1wJU="
  },
  {
    "what": "JSON",
    "url": "https://mycompany.com/myapp.php?foo=1&bar=2&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620",
    "params": [],
    "body": "{\"property\": \"value\", \"boolean\": true}",
    "signature": "a9nBmqA0ju/hNViExpshrM61xv4="
  },
  {
    "what": "JSON, no other query",
    "url": "https://mycompany.com/myapp.php?bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620",
    "params": [],
    "body": "{\"property\": \"value\", \"boolean\": true}",
    "signature": "y77kIzt2vzLz71DgmJGsen2scGs="
  },
  {
    "what": "JSON signed with :443",
    "url": "https://mycompany.com/myapp.php?foo=1&bar=2&bodySHA256=44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
    "params": [],
    "body": "{}",
    "signature": "Ldidvp12m26NI7eqEvxnEpkd9Hc="
  }
];
