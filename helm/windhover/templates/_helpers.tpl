{{- define "windhover.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* Of a dictionary: root, component. */}}
{{- define "windhover.selector" -}}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{- define "windhover.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{ include "windhover.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
{{- with .root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "windhover.image" -}}
{{- with .Values.image -}}
{{- if .digest -}}
{{ .repository }}@{{ .digest }}
{{- else -}}
{{ .repository }}:{{ .tag | default $.Chart.AppVersion }}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "windhover.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{ .Values.serviceAccount.name | default (include "windhover.fullname" .) }}
{{- else -}}
{{ .Values.serviceAccount.name | default "default" }}
{{- end -}}
{{- end -}}

{{- define "windhover.scheme" -}}
{{ hasKey .Values.config.serving "tls" | ternary "HTTPS" "HTTP" }}
{{- end -}}

{{/* The detector's configuration; the pod's name is the member's, so that a restart moves no tasks. */}}
{{- define "windhover.config" -}}
{{- $member := dict "instance-id" "${env:POD_NAME}" -}}
{{- if eq "streams" (get .Values.config.kafka "group.protocol" | default "") -}}
{{- $member = dict -}}
{{- end -}}
{{ toYaml (merge $member .Values.config) }}
{{- end -}}

{{/* Pods that run our image have these in common. */}}
{{- define "windhover.pod" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  {{- toYaml .Values.podSecurityContext | nindent 2 }}
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{- define "windhover.container" -}}
image: {{ include "windhover.image" . }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext:
  {{- toYaml .Values.securityContext | nindent 2 }}
{{- end -}}

{{- define "windhover.mounts" -}}
- name: config
  mountPath: /etc/windhover/config
  readOnly: true
- name: secrets
  mountPath: /etc/windhover/secrets
  readOnly: true
- name: tmp
  mountPath: /tmp
{{- if .Values.rules.trustedKeys.existingConfigMap }}
- name: trusted-keys
  mountPath: /etc/windhover/trusted-keys
  readOnly: true
{{- end }}
{{- end -}}

{{/* Of a dictionary: root, config (the ConfigMap's name), ownSecret (the Secret's name). */}}
{{- define "windhover.volumes" -}}
- name: config
  configMap:
    name: {{ .config }}
- name: secrets
  projected:
    # 0440 in octal: the pods are of the group that owns them.
    defaultMode: 288
    sources:
      {{- range .root.Values.secrets.existing }}
      - secret:
          name: {{ . }}
      {{- end }}
      {{- if .root.Values.secrets.files }}
      - secret:
          name: {{ .ownSecret }}
      {{- end }}
      {{- if not (or .root.Values.secrets.existing .root.Values.secrets.files) }}
      []
      {{- end }}
- name: tmp
  emptyDir:
    sizeLimit: 512Mi
{{- with .root.Values.rules.trustedKeys.existingConfigMap }}
- name: trusted-keys
  configMap:
    name: {{ . }}
{{- end }}
{{- end -}}

{{- define "windhover.podName" -}}
- name: POD_NAME
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
{{- end -}}

{{/* Jobs: of a dictionary: root, component, hook, weight, args, rules (whether they are mounted). */}}
{{- define "windhover.hookJob" -}}
apiVersion: batch/v1
kind: Job
metadata:
  name: {{ include "windhover.fullname" .root }}-{{ .component }}
  labels:
    {{- include "windhover.labels" . | nindent 4 }}
  annotations:
    helm.sh/hook: {{ .hook }}
    helm.sh/hook-weight: {{ .weight | quote }}
    helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
spec:
  backoffLimit: 6
  activeDeadlineSeconds: 600
  template:
    metadata:
      labels:
        {{- include "windhover.selector" . | nindent 8 }}
    spec:
      restartPolicy: Never
      {{- include "windhover.pod" .root | nindent 6 }}
      containers:
        - name: {{ .component }}
          {{- include "windhover.container" .root | nindent 10 }}
          args:
            {{- toYaml .args | nindent 12 }}
          env:
            {{- include "windhover.podName" .root | nindent 12 }}
            - name: WINDHOVER_HEAP
              value: 256m
          resources:
            requests:
              cpu: 100m
              memory: 512Mi
            limits:
              memory: 512Mi
          volumeMounts:
            {{- include "windhover.mounts" .root | nindent 12 }}
            {{- with .mounts }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
      volumes:
        {{- include "windhover.volumes" . | nindent 8 }}
        {{- with .volumes }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
{{- end -}}

{{/* The Connect workers' settings. */}}
{{- define "windhover.connectConfig" -}}
{{- $all := dict
  "key.converter" "org.apache.kafka.connect.converters.ByteArrayConverter"
  "value.converter" "org.apache.kafka.connect.converters.ByteArrayConverter"
  "plugin.path" "/opt/windhover/plugins"
  "plugin.discovery" "service_load"
  "listeners" "http://0.0.0.0:8083"
  "rest.advertised.host.name" "${env:POD_IP}"
  "config.providers" "env,file,dir"
  "config.providers.env.class" "org.apache.kafka.common.config.provider.EnvVarConfigProvider"
  "config.providers.env.param.allowlist.pattern" "POD_IP|WINDHOVER_.*"
  "config.providers.file.class" "org.apache.kafka.common.config.provider.FileConfigProvider"
  "config.providers.file.param.allowed.paths" "/etc/windhover/secrets"
  "config.providers.dir.class" "org.apache.kafka.common.config.provider.DirectoryConfigProvider"
  "config.providers.dir.param.allowed.paths" "/etc/windhover/secrets" -}}
{{- range $key, $value := .Values.config.kafka -}}
{{- $_ := set $all $key $value -}}
{{- if ne $key "bootstrap.servers" -}}
{{- $_ := set $all (printf "producer.%s" $key) $value -}}
{{- $_ := set $all (printf "consumer.%s" $key) $value -}}
{{- $_ := set $all (printf "admin.%s" $key) $value -}}
{{- end -}}
{{- end -}}
{{- range $key, $value := .Values.connect.config -}}
{{- $_ := set $all $key $value -}}
{{- end -}}
{{- range $key := keys $all | sortAlpha }}
{{ $key }}={{ get $all $key | toString | replace "\\" "\\\\" }}
{{- end }}
{{- end -}}
