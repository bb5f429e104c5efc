# Loaded into every Ruby below `repartee dev -- COMMAND`, before the app's code: connections to the
# provider's hosts go to this machine, TLS trusts the authority of this run, and the processes that the
# app starts get the variables of this run. It runs before Bundler and must load no gem, not even a
# default one such as json or openssl: Bundler would then refuse another version of it.

module ReparteeReroute
  SETTINGS = ENV.fetch("REPARTEE_REROUTE_FIELDS", "").split("\t").map { |field| field.split("=", 2) }.to_h
  AUTHORITY = ENV["REPARTEE_AUTHORITY"].to_s
  # As they were at the start: the app may change ENV.
  STARTED = ENV.to_h
  HOSTS = Regexp.new(SETTINGS["hosts"].to_s, Regexp::IGNORECASE)
  SET = SETTINGS["set"].to_s.split(" ")
  KEEP = SETTINGS["keep"].to_s.split(" ")
  EXTEND = SETTINGS.select { |name, _| name.start_with?("extend ") }.map do |name, value|
    [name.sub("extend ", ""), value[0], value[1..-1]]
  end

  class << self
    def provider?(host)
      # A name may end with a dot (RFC 1034, 3.1).
      host.is_a?(String) && HOSTS.match?(host.chomp("."))
    end

    # Where a connection goes: to this machine, if it was meant for the provider.
    def lead(host, port = nil)
      return [host, port] unless provider?(host)
      ["127.0.0.1", SETTINGS[%w[80 http].include?(port.to_s) ? "httpPort" : "tlsPort"].to_i]
    end

    # The variables that an environment lacks.
    def missing(env)
      added = {}
      SET.each { |name| added[name] = STARTED[name] if STARTED[name] && env[name] != STARTED[name] }
      KEEP.each { |name| added[name] = STARTED[name] if STARTED[name] && env[name].to_s.empty? }
      EXTEND.each do |name, separator, entry|
        own = env[name].to_s
        next if own.include?(entry)
        added[name] = own.empty? ? STARTED[name] || entry : own + separator + entry
      end
      added
    end

    # The arguments of Process.spawn and its like, with a complete environment.
    def complete(arguments)
      own = arguments.first.is_a?(Hash) ? arguments.first : {}
      command = arguments.drop(arguments.first.is_a?(Hash) ? 1 : 0)
      # IO.popen takes the environment within the command too.
      if command.first.is_a?(Array) && command.first.first.is_a?(Hash)
        own = own.merge(command.first.first)
        command[0] = command.first.drop(1)
      end
      options = [command.last, Array(command.first).last].grep(Hash)
      replaced = options.any? { |given| given[:unsetenv_others] }
      added = missing((replaced ? {} : ENV.to_h).merge(own))
      added.empty? ? arguments : [own.merge(added), *command]
    end

    # A module that changes the arguments of these methods before they run.
    def changing(*names, &change)
      Module.new do
        names.each do |name|
          define_method(name) { |*arguments, &block| super(*change.call(arguments), &block) }
          ruby2_keywords(name) if respond_to?(:ruby2_keywords, true)
        end
      end
    end

    # Changes the classes that have been loaded, each once.
    def change_loaded
      CHANGES.delete_if do |name, change|
        Object.const_defined?(name) && change.call(Object.const_get(name))
      end
    end
  end

  HOST_FIRST = ->(arguments) { [*lead(*arguments.first(2)), *arguments.drop(2)] }
  PORT_FIRST = ->(arguments) { lead(*arguments.reverse).reverse }
  NAMES = [changing(:getaddrinfo, :tcp, &HOST_FIRST), changing(:sockaddr_in, :pack_sockaddr_in, &PORT_FIRST)]

  module Roots
    def set_default_paths
      super
      add_file(AUTHORITY)
    end

    def add_file(file)
      super
      super(AUTHORITY) unless file == AUTHORITY
    end
  end

  module Contexts
    # Roots in a file of the app's own are added to those of a store.
    def ca_file=(file)
      self.cert_store ||= OpenSSL::X509::Store.new.tap { |store| store.add_file(AUTHORITY) } if file
      super
    end
  end

  # Requests to the provider's hosts, which never leave this machine, prove that they are the app's.
  module Requests
    def request(request, *rest, &block)
      request["Repartee-Run"] = SETTINGS["token"] if ReparteeReroute.provider?(address)
      super
    end
  end

  # What a shell is asked in backticks takes no environment.
  BACKTICKS = Module.new do
    define_method(:`) do |command|
      added = ReparteeReroute.missing(ENV)
      added.empty? ? super(command) : IO.popen(added, command, &:read)
    end
  end

  module Loading
    private

    def require(name)
      super.tap { |loaded| ReparteeReroute.change_loaded if loaded && !CHANGES.empty? }
    end
  end

  CHANGES = {
    "TCPSocket" => ->(socket) { socket.prepend(changing(:initialize, &HOST_FIRST)) },
    "Addrinfo" => ->(addrinfo) { addrinfo.singleton_class.prepend(NAMES[0]) },
    "Socket" => ->(socket) { socket.singleton_class.prepend(*NAMES) },
    "OpenSSL::X509::Store" => ->(store) { store.prepend(Roots) },
    "OpenSSL::SSL::SSLContext" => ->(context) { context.prepend(Contexts) },
    # Made as OpenSSL is loaded: without the authority, if the app has cleared SSL_CERT_FILE.
    "OpenSSL::SSL::SSLContext::DEFAULT_CERT_STORE" => ->(store) { store.add_file(AUTHORITY) },
    "Net::HTTP" => ->(http) { http.prepend(Requests) },
  }

  if SETTINGS["hosts"] && File.exist?(AUTHORITY)
    starting = [changing(:spawn, :exec, :system, &method(:complete)), BACKTICKS]
    Kernel.singleton_class.prepend(*starting)
    Process.singleton_class.prepend(changing(:spawn, :exec, &method(:complete)))
    IO.singleton_class.prepend(changing(:popen, &method(:complete)))
    inherited = [changing(:spawn, :exec, :system, &method(:complete)), BACKTICKS.dup]
    inherited.each { |part| part.send(:private, *part.instance_methods) }
    Object.prepend(*inherited, Loading)
    change_loaded
  end
end
