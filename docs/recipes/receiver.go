package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"
)

const maxBytes = 1_000_000

type event struct {
	EventID   string `json:"eventId"`
	EventType string `json:"eventType"`
}

type receiver struct {
	keys    [][]byte
	mutex   sync.Mutex
	seen    map[string]bool
	effects int
}

// isSigned tells whether the one signature is that of the bytes, under one of the keys.
func (r *receiver) isSigned(body []byte, signatures []string) bool {
	if len(signatures) != 1 {
		return false
	}
	found := false
	for _, key := range r.keys {
		mac := hmac.New(sha256.New, key)
		mac.Write(body)
		expected := base64.StdEncoding.EncodeToString(mac.Sum(nil))
		found = hmac.Equal([]byte(signatures[0]), []byte(expected)) || found
	}
	return found
}

// actOnce: keep the ids in your database, as a unique key: they have to outlive this process.
func (r *receiver) actOnce(received event) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if r.seen[received.EventID] {
		return
	}
	if received.EventType == "OrderActionStatus" {
		r.effects++ // Your work: eventData has the action and its status.
	}
	r.seen[received.EventID] = true
}

func (r *receiver) status(w http.ResponseWriter, request *http.Request) int {
	if request.Method != http.MethodPost {
		return http.StatusMethodNotAllowed
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, request.Body, maxBytes))
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return http.StatusRequestEntityTooLarge
	}
	if err != nil {
		return http.StatusBadRequest // The sender was cut off.
	}
	if !r.isSigned(body, request.Header.Values("X-Signed-Payload")) {
		return http.StatusUnauthorized
	}
	// Unknown fields, types and statuses pass.
	var received event
	if json.Unmarshal(body, &received) != nil || received.EventID == "" {
		return http.StatusBadRequest
	}
	r.actOnce(received)
	return http.StatusOK
}

func keys() [][]byte {
	var found [][]byte
	for _, secret := range strings.Split(os.Getenv("TANGO_WEBHOOK_SECRET"), ",") {
		key, err := base64.StdEncoding.DecodeString(secret)
		if err != nil || len(key) == 0 {
			log.Fatal("TANGO_WEBHOOK_SECRET is not base64, or has an empty secret, with which anybody can sign.")
		}
		found = append(found, key)
	}
	return found
}

func main() {
	r := &receiver{keys: keys(), seen: map[string]bool{}}
	http.HandleFunc("/hooks", func(w http.ResponseWriter, request *http.Request) {
		w.WriteHeader(r.status(w, request))
	})
	http.HandleFunc("/effects", func(w http.ResponseWriter, _ *http.Request) {
		r.mutex.Lock()
		defer r.mutex.Unlock()
		fmt.Fprintf(w, `{"effects":%d}`, r.effects)
	})
	port := os.Getenv("PORT")
	if port == "" {
		port = "3000"
	}
	listener, err := net.Listen("tcp", "127.0.0.1:"+port)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("listening on %d\n", listener.Addr().(*net.TCPAddr).Port)
	server := &http.Server{ReadTimeout: 30 * time.Second, IdleTimeout: 60 * time.Second}
	log.Fatal(server.Serve(listener))
}
