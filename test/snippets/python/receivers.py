"""Flask apps as tutorials publish them, each under a route of its own. Prints the port that they listen on."""

import os
from functools import wraps

import requests
from flask import Flask, Response, abort, redirect, request, session
from twilio.request_validator import RequestValidator
from twilio.twiml.messaging_response import Body, Media, Message, MessagingResponse
from werkzeug.serving import make_server

app = Flask(__name__)
app.secret_key = "a secret key"
account = (os.environ["TWILIO_ACCOUNT_SID"], os.environ["TWILIO_AUTH_TOKEN"])


def validate_twilio_request(f):
    @wraps(f)
    def decorated_function(*args, **kwargs):
        validator = RequestValidator(os.environ.get("TWILIO_AUTH_TOKEN"))
        request_valid = validator.validate(
            request.url, request.form, request.headers.get("X-TWILIO-SIGNATURE", "")
        )
        if request_valid:
            return f(*args, **kwargs)
        return abort(403)

    return decorated_function


@app.route("/text", methods=["GET", "POST"])
def sms_reply():
    resp = MessagingResponse()
    resp.message("The Robots are coming! Head for the hills!")
    return str(resp)


@app.route("/values", methods=["GET", "POST"])
def values():
    body = request.values.get("Body", None)
    resp = MessagingResponse()
    if body == "hello":
        resp.message("Hi!")
    elif body == "bye":
        resp.message("Goodbye")
    return str(resp)


@app.route("/validated", methods=["POST"])
@validate_twilio_request
def validated():
    resp = MessagingResponse()
    resp.message("Valid: " + request.form["Body"])
    return Response(str(resp), mimetype="text/xml")


@app.route("/nested", methods=["POST"])
def nested():
    response = MessagingResponse()
    message = Message()
    message.append(Body("Hello World!"))
    message.append(Media(request.url_root + "owl.jpg"))
    response.append(message)
    return str(response), 200, {"Content-Type": "application/xml"}


@app.route("/owl.jpg")
def owl():
    return Response(bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffd9"), mimetype="image/jpeg")


@app.route("/several", methods=["POST"])
def several():
    resp = MessagingResponse()
    resp.message("One")
    resp.message("Two", action="/status", method="POST")
    return str(resp)


@app.route("/status", methods=["POST"])
def status():
    return ("", 204)


@app.route("/session", methods=["POST"])
def counted():
    counter = session.get("counter", 0) + 1
    session["counter"] = counter
    resp = MessagingResponse()
    resp.message("{} has messaged {} {} times.".format("Ada", request.values.get("To"), counter))
    return str(resp)


@app.route("/download", methods=["POST"])
def download():
    resp = MessagingResponse()
    for i in range(int(request.form["NumMedia"])):
        answer = requests.get(request.form["MediaUrl%d" % i], auth=account)
        resp.message("%s %d %s" % (answer.headers["Content-Type"], answer.status_code, answer.content[:2].hex()))
    return str(resp)


@app.route("/plain", methods=["POST"])
def plain():
    return Response("Plain " + request.form["Body"], mimetype="text/plain")


@app.route("/bare", methods=["POST"])
def bare():
    return "Just a string"


@app.route("/moved", methods=["POST"])
def moved():
    return redirect("/text")


@app.route("/redirected", methods=["POST"])
def redirected():
    resp = MessagingResponse()
    resp.redirect("/text")
    return str(resp)


@app.route("/broken", methods=["POST"])
def broken():
    return str(1 // 0)


@app.route("/fallback", methods=["POST"])
def fallback():
    resp = MessagingResponse()
    resp.message("Sorry: " + request.form["ErrorCode"])
    return str(resp)


server = make_server("127.0.0.1", 0, app, threaded=True)
print(server.port, flush=True)
server.serve_forever()
