/**
 * FaceID's business results that the stand-in can return, with the vendor's messages. They are in `Result` as
 * `FailedOperation.<key>`, or in `Error.Code` when nothing was checked. Source: error codes of Tencent Cloud API faceid
 * 2018-03-01.
 */
export const FACEID_RESULTS = {
  ActionCloseEye: '未检测到闭眼动作',
  ActionFaceClose: '脸离屏幕太近',
  ActionFaceFar: '脸离屏幕太远',
  ActionFaceLeft: '脸离屏幕太左',
  ActionFaceRight: '脸离屏幕太右',
  ActionFirstAction: '未检测到动作配合',
  ActionLightDark: '光线太暗',
  ActionLightStrong: '光线太强',
  ActionNodetectFace: '未能检测到完整人脸',
  ActionOpenMouth: '未检测到张嘴动作',
  CompareLowSimilarity: '比对相似度未达到通过标准',
  DownLoadError: '文件下载失败',
  DownLoadTimeoutError: '文件下载超时',
  IdFormatError: '输入的身份证号有误',
  IdNameMisMatch: '姓名和身份证号不一致，请核实后重试',
  IdNoExistSystem: '库中无此号，请到户籍所在地进行核实',
  IdPhotoNoExist: '库中无此号照片，请到户籍所在地进行核实',
  IdPhotoPoorQuality: '证件图片分辨率太低，请重新上传',
  LifePhotoDetectFaces: '检测到多张人脸',
  LifePhotoDetectNoFaces: '未能检测到完整人脸',
  LifePhotoPoorQuality: '传入图片分辨率太低，请重新上传',
  LifePhotoSizeError: '传入图片过大或过小',
  LipSizeError: '视频为空，或大小不合适，请控制录制时长在6s左右',
  LipVideoInvalid: '视频格式有误',
  LipVideoQuaility: '视频像素太低',
  LivessBestFrameError: '人脸检测失败，无法提取比对照',
  LivessDetectFake: '疑似非真人录制',
  LivessSystemError: '调用活体引擎接口出错',
  NameFormatError: '输入的姓名有误',
  SilentFaceDetectFail: '视频未检测到人脸',
  SilentFaceQualityFail: '视频中人脸质量低',
  SilentMultiFaceFail: '视频检测中有多个人脸',
  SilentTooShort: '视频录制时间过短，请录制2秒以上的视频',
} as const satisfies Record<string, string>;

export type FaceidResult = keyof typeof FACEID_RESULTS;

/** Spoken digits, LIP, are not played here. */
export type LivenessType = 'ACTION' | 'SILENT';
